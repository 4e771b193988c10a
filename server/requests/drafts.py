"""Drafts of requests: begun, filled in on any device, thrown away."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import select

from server.clock import Clock
from server.db.engine import one_by_one
from server.http.kinds import CHANGED_MEANWHILE, NOT_FOUND
from server.http.problems import Problem
from server.people.doors import Door
from server.requests.access import check_door, check_newcomer
from server.requests.rules import RequestKind, RequestState
from server.requests.tables import Request

if TYPE_CHECKING:
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.services import Services
    from server.sessions.service import Signed

_FIRST_REFERENCE, _LAST_REFERENCE = 1_000_000, 9_999_999


class Definitions(Protocol):
    """The questionnaires that the fund has published, as requests need them."""

    def newest(self, transaction: Transaction, questionnaire: str) -> dict[str, Any] | None:
        """Return the newest definition with that id, if there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What was filled in; answers are in no log."""

    revision: int
    page: str | None
    answers: dict[str, Any] = field(repr=False)


class Drafts:
    """The service of drafts."""

    def __init__(self, clock: Clock, definitions: Definitions) -> None:
        self._clock = clock
        self._definitions = definitions

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(clock=services[Clock], definitions=services[Definitions])

    def begin(
        self,
        transaction: Transaction,
        person: Signed,
        questionnaire: str,
        file_id: UUID | None,
        *,
        period: str | None = None,
        answers: dict[str, Any] | None = None,
    ) -> Request:
        """Return a new draft, or the one of the same questionnaire that is there.

        Args:
            transaction: where it is written.
            person: who begins it.
            questionnaire: its id.
            file_id: the file that it is about; None for somebody without one.
            period: of a declaration, the first of its months (YYYY-MM).
            answers: what is known already, as from a simulation; kept where the draft has no answer yet.

        Raises:
            Problem: `not_found` for a questionnaire or a file that is not there, `door_closed`.
        """
        definition = self._definitions.newest(transaction, questionnaire)
        if definition is None:
            raise Problem(NOT_FOUND)
        door, kind = Door(definition["door"]), RequestKind(definition["kind"])
        if file_id is None:
            check_newcomer(transaction, person, kind)
        check_door(transaction, person, file_id, door)
        one_by_one(transaction, person.account_id.bytes)
        now = self._clock.now()
        draft = self._begun(transaction, person, questionnaire, file_id, period)
        if draft is None:
            draft = Request(
                reference=new_reference(transaction),
                account_id=person.account_id,
                file_id=file_id,
                questionnaire=questionnaire,
                version=definition["version"],
                title=definition["title"],
                kind=kind,
                benefit=definition["benefit"],
                door=door,
                period=period,
                definition=definition,
                answers={},
                prefilled=[],
                revision=0,
                state=RequestState.DRAFT,
                opened_at=now,
                updated_at=now,
            )
            transaction.add(draft)
        if answers and (new := {name: answers[name] for name in answers.keys() - draft.answers.keys()}):
            draft.answers = draft.answers | new
            draft.revision += 1
            draft.updated_at = now
        transaction.flush()
        return draft

    def save(self, draft: Request, saved: Saved) -> None:
        """Merge answers into a draft; null takes an answer away.

        Raises:
            Problem: `changed_meanwhile` where another device was first, or where it was sent.
        """
        if draft.state is not RequestState.DRAFT or draft.revision != saved.revision:
            raise Problem(CHANGED_MEANWHILE)
        merged = draft.answers | saved.answers
        draft.answers = {name: answer for name, answer in merged.items() if answer is not None}
        draft.page = saved.page
        draft.revision += 1
        draft.updated_at = self._clock.now()

    def _begun(
        self,
        transaction: Transaction,
        person: Signed,
        questionnaire: str,
        file_id: UUID | None,
        period: str | None,
    ) -> Request | None:
        query = select(Request).where(
            Request.account_id == person.account_id,
            Request.questionnaire == questionnaire,
            Request.file_id == file_id if file_id else Request.file_id.is_(None),
            Request.period == period if period else Request.period.is_(None),
            Request.state == RequestState.DRAFT,
        )
        return transaction.scalar(query.limit(1))


def new_reference(transaction: Transaction) -> str:
    """Return a reference that no request has."""
    while True:
        found = str(secrets.randbelow(_LAST_REFERENCE - _FIRST_REFERENCE) + _FIRST_REFERENCE)
        if transaction.scalar(select(Request.id).where(Request.reference == found)) is None:
            return found


def refusals(definition: dict[str, Any], answers: dict[str, Any]) -> dict[str, str]:
    """Return what keeps answers from being sent: codes by path."""
    return {name: "required" for name in definition["data"].get("required", ()) if name not in answers}
