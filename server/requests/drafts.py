"""Drafts of requests: begun, filled in on any device, thrown away."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from questionnaires.checking import draft_refusals
from questionnaires.merging import changes
from questionnaires.parsing import parse
from server.clock import Clock
from server.db.engine import one_by_one
from server.http.kinds import CHANGED_MEANWHILE
from server.http.problems import Problem, invalid
from server.people.doors import DOOR_CLOSED, Door
from server.people.tables import Account
from server.questionnaires.prefill import Prepared
from server.questionnaires.service import Questionnaires
from server.requests.access import closed_to
from server.requests.newer import Newer, newer
from server.requests.periodic import PeriodicForms
from server.requests.rules import RequestKind, RequestState
from server.requests.tables import Request
from server.rules.benefit_forms import FORMS

if TYPE_CHECKING:
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from questionnaires.definition import Definition
    from server.people.doors import Reason
    from server.services import Services
    from server.sessions.service import Signed

_FIRST_REFERENCE, _LAST_REFERENCE = 1_000_000, 9_999_999


class Opening(NamedTuple):
    """A questionnaire that may be begun: why not, and the draft of it that is there."""

    definition: Definition
    closed: Reason | None
    draft_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What was filled in; answers are in no log."""

    revision: int
    page: str | None
    answers: dict[str, Any] = field(repr=False)


class Drafts:
    """The service of drafts."""

    def __init__(self, clock: Clock, questionnaires: Questionnaires, periodic_forms: PeriodicForms) -> None:
        self._clock = clock
        self._questionnaires = questionnaires
        self._periodic_forms = periodic_forms

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(services[Clock], services[Questionnaires], services[PeriodicForms])

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
        definition = self._questionnaires.find(transaction, questionnaire) if period is None else None
        door = Door(definition.door) if definition is not None else Door.CHANGES
        benefit = definition is not None and definition.kind == "benefit"
        if reason := closed_to(transaction, person, file_id, door, for_newcomers=benefit):
            raise Problem(DOOR_CLOSED, door=door, reason=reason)
        one_by_one(transaction, person.account_id.bytes)
        now = self._clock.now()
        draft = self._begun(transaction, person, questionnaire, file_id, period)
        if draft is None:
            prepared = (
                self._questionnaires.prepare(transaction, definition, person.account_id, file_id)
                if definition is not None
                else self._for_period(transaction, questionnaire, file_id, period or "")
            )
            draft = self._new(transaction, person.account_id, prepared, file_id, period)
        if wrong := draft_refusals(draft.form, answers or {}):
            raise unfit(wrong)
        if answers and (new := {name: answers[name] for name in answers.keys() - draft.answers.keys()}):
            draft.answers = draft.answers | new
            draft.revision += 1
            draft.updated_at = now
        transaction.flush()
        return draft

    def openings(self, transaction: Transaction, person: Signed, file_id: UUID | None) -> list[Opening]:
        """Return what a person may begin for a file, or for none, and what is closed to them with the reason.

        Raises:
            Problem: `not_found` for a file of others.
        """
        drafts = select(Request).where(
            Request.account_id == person.account_id, Request.state == RequestState.DRAFT
        )
        begun = {
            draft.questionnaire: draft.id
            for draft in transaction.scalars(drafts)
            if draft.file_id == file_id and draft.period is None
        }
        return [
            Opening(
                definition,
                closed_to(
                    transaction,
                    person,
                    file_id,
                    Door(definition.door),
                    for_newcomers=definition.kind == "benefit",
                ),
                begun.get(definition.id),
            )
            for definition in self._questionnaires.all(transaction)
            if definition.kind != "declaration"
        ]

    def begin_for_newcomer(self, transaction: Transaction, account_id: UUID, benefit: str) -> None:
        """Begin the request for which an account was created, so that it waits there after the first sign-in.

        Nothing is begun where the benefit has no questionnaire, nor for who was found to stand in an open file.
        """
        form = FORMS.get(benefit)
        account = transaction.get_one(Account, account_id)
        if form is not None and all(each.file.closed_on for each in account.memberships):
            definition = self._questionnaires.find(transaction, form)
            prepared = self._questionnaires.prepare(transaction, definition, account_id, None)
            self._new(transaction, account_id, prepared, None)

    def save(self, draft: Request, saved: Saved) -> None:
        """Merge answers into a draft, finished or not; null takes an answer away.

        Raises:
            Problem: `changed_meanwhile` where another device was first, or where it was sent; `validation_failed` for
                what is no part of a draft.
        """
        if draft.state is not RequestState.DRAFT or draft.revision != saved.revision:
            raise Problem(CHANGED_MEANWHILE)
        if wrong := draft_refusals(draft.form, saved.answers):
            raise unfit(wrong)
        merged = draft.answers | saved.answers
        changed = changes(draft.answers, merged)
        draft.answers = {name: answer for name, answer in merged.items() if answer is not None}
        draft.prefilled = [name for name in draft.prefilled if name not in changed]
        draft.page = saved.page
        draft.revision += 1
        draft.updated_at = self._clock.now()

    def newer(self, transaction: Transaction, request: Request) -> Newer | None:
        """Return what a newer version of a draft's form asks otherwise; None where there is none, or no draft.

        A declaration's form is made for its months, and has no other version.
        """
        if request.state is not RequestState.DRAFT or request.period is not None:
            return None
        try:
            newest = self._questionnaires.find(transaction, request.questionnaire)
        except Problem:  # a form that the fund has no more
            return None
        return newer(newest, request.form)

    def _for_period(
        self, transaction: Transaction, questionnaire: str, file_id: UUID | None, period: str
    ) -> Prepared:
        made = self._periodic_forms.form(transaction, questionnaire, file_id, period)
        return Prepared(parse(made.definition), made.answers, list(made.answers))

    def _new(
        self,
        transaction: Transaction,
        account_id: UUID,
        prepared: Prepared,
        file_id: UUID | None,
        period: str | None = None,
    ) -> Request:
        now = self._clock.now()
        definition = prepared.form
        draft = Request(
            reference=new_reference(transaction),
            account_id=account_id,
            file_id=file_id,
            questionnaire=definition.id,
            version=definition.version,
            title=definition.title,
            kind=RequestKind(definition.kind),
            benefit=definition.benefit,
            door=Door(definition.door),
            period=period,
            definition=dict(definition.raw),
            answers=prepared.answers,
            prefilled=prepared.prefilled,
            revision=0,
            state=RequestState.DRAFT,
            opened_at=now,
            updated_at=now,
        )
        draft.form = definition
        transaction.add(draft)
        return draft

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


def unfit(wrong: dict[str, str]) -> Problem:
    """Return `validation_failed` for answers, each with the code of what is wrong with it."""
    return invalid(*((f"answers.{path}", code) for path, code in wrong.items()))
