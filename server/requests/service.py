"""Requests after their draft, for the person: found, sent, followed, withdrawn, appealed against."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import undefer

from questionnaires.asking import asked
from server.clock import Clock
from server.dispatches.service import Dispatches
from server.http.kinds import CHANGED_MEANWHILE, DEADLINE_PASSED, NOT_FOUND
from server.http.problems import Problem, invalid
from server.outbox.messages import MessageWriting
from server.outbox.notifier import Notifier
from server.outbox.request_texts import bank_details_declared, request_received
from server.people.doors import DOOR_CLOSED, Reason
from server.people.reach import Reach
from server.people.tables import Account
from server.questionnaires.service import refusals
from server.requests import timeline
from server.requests.access import check_door, visible
from server.requests.drafts import unfit
from server.requests.messages import readers_of, received
from server.requests.papers import add, documents_in, give
from server.requests.periodic import PeriodicForms
from server.requests.rules import (
    ANSWER_DAYS,
    DISPATCH_KIND,
    UNDER_WAY,
    EventKind,
    RequestState,
    counts_from,
    grouped,
)
from server.requests.tables import Request
from server.requests.text import APPEAL, APPEAL_LABEL

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.rules.codes import Channel
    from server.services import Services
    from server.sessions.service import Signed


class FormerContacts(Protocol):
    """The contacts that a person had until lately, as requests need them."""

    def former(self, transaction: Transaction, account_id: UUID) -> Sequence[tuple[Channel, str]]:
        """Return the contacts that were replaced some days ago at most."""


class SentFiles(Protocol):
    """The files that people sent, as requests need them."""

    def has_arrived(self, transaction: Transaction, account_id: UUID, upload_id: UUID) -> bool:
        """Return whether a person has sent that file, whole, and the fund did not refuse it."""

    def file(self, transaction: Transaction, upload_id: UUID) -> tuple[str, int, str, Path]:
        """Return the name, size, media type and path of a file that has arrived.

        Raises:
            Problem: `not_found`.
        """


class Requests:
    """The service of requests."""

    def __init__(
        self,
        *,
        clock: Clock,
        notifier: Notifier,
        former_contacts: FormerContacts,
        sent_files: SentFiles,
        periodic_forms: PeriodicForms,
        messages: MessageWriting,
        dispatches: Dispatches,
    ) -> None:
        self._clock = clock
        self._notifier = notifier
        self._former_contacts = former_contacts
        self._sent_files = sent_files
        self._periodic_forms = periodic_forms
        self._messages = messages
        self._dispatches = dispatches

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(
            clock=services[Clock],
            notifier=services[Notifier],
            former_contacts=services[FormerContacts],
            sent_files=services[SentFiles],
            periodic_forms=services[PeriodicForms],
            messages=services[MessageWriting],
            dispatches=services[Dispatches],
        )

    def page(
        self,
        transaction: Transaction,
        person: Signed,
        *,
        file_id: UUID | None,
        before: tuple[datetime, UUID] | None,
        limit: int,
    ) -> Sequence[Request]:
        """Return the requests that a person sees, the newest first.

        Args:
            transaction: where they are read.
            person: who asks.
            file_id: those of one file alone, and those that are for no file yet.
            before: where the page before ended.
            limit: how many at most.
        """
        query = select(Request).where(visible(transaction, person))
        if file_id is not None:
            query = query.where(or_(Request.file_id == file_id, Request.file_id.is_(None)))
        if before is not None:
            at, last = before
            query = query.where(
                or_(Request.updated_at < at, and_(Request.updated_at == at, Request.id < last))
            )
        newest = query.order_by(Request.updated_at.desc(), Request.id.desc())
        return transaction.scalars(newest.limit(limit)).all()

    def find(
        self,
        transaction: Transaction,
        person: Signed,
        request_id: UUID,
        *,
        to_act: bool = False,
        with_receipt: bool = False,
    ) -> Request:
        """Return a request.

        Args:
            transaction: where it is read.
            person: who asks.
            request_id: its id.
            to_act: whether something is done with it, which its door must allow.
            with_receipt: whether its receipt is read as well.

        Raises:
            Problem: `not_found`, also for what others wrote; `door_closed`.
        """
        query = select(Request).where(Request.id == request_id, visible(transaction, person))
        if with_receipt:
            query = query.options(undefer(Request.receipt))
        request = transaction.scalar(query.with_for_update() if to_act else query)
        if request is None:
            raise Problem(NOT_FOUND)
        if to_act:
            check_door(transaction, person, request)
        return request

    def send(self, transaction: Transaction, person: Signed, request: Request, revision: int) -> None:
        """Send a draft to the fund, and a receipt to the person.

        Where payments would go to another bank account, every contact is told, those replaced lately too.

        Raises:
            Problem: `changed_meanwhile`, `validation_failed` with the path of each answer, `door_closed` while the
                identity of the person is not checked.
        """
        if request.state is not RequestState.DRAFT or request.revision != revision:
            raise Problem(CHANGED_MEANWHILE)
        if person.reach is Reach.LIMITED:
            raise Problem(DOOR_CLOSED, reason=Reason.IDENTITY_UNCHECKED)
        now = self._clock.now()
        if wrong := refusals(request.form, request.answers, now.date()):
            raise unfit(wrong)
        answers = asked(request.form, request.answers, now.date()).answers
        for name, uploads in documents_in(request.form, answers):
            self._check_sent(transaction, person, f"answers.{name}", uploads)
        self._periodic_forms.record(
            transaction, request.questionnaire, request.file_id, request.period, answers
        )
        request.answers = answers
        request.sent_at = now
        timeline.move(request, RequestState.SENT, EventKind.SENT, now, due_in=ANSWER_DAYS)
        self._hand_over(transaction, request, EventKind.SENT, person.account_id)
        account = transaction.get_one(Account, person.account_id)
        reference = grouped(request.reference)
        self._messages.write(transaction, readers_of(request), received(request), at=now)
        self._notifier.notify_holder(
            transaction, account, lambda channel: request_received(channel, request.title, reference)
        )
        if (counts := counts_from(request.questionnaire, now)) is not None:
            self._notifier.notify_everywhere(
                transaction, account, lambda channel: bank_details_declared(channel, counts)
            )
            for channel, to in self._former_contacts.former(transaction, account.id):
                self._notifier.notify(transaction, channel, to, bank_details_declared(channel, counts))

    def withdraw(self, transaction: Transaction, person: Signed, request: Request) -> None:
        """Take a request back.

        Raises:
            Problem: `changed_meanwhile` where it is decided already.
        """
        if request.state not in UNDER_WAY:
            raise Problem(CHANGED_MEANWHILE)
        timeline.move(request, RequestState.WITHDRAWN, EventKind.WITHDRAWN, self._clock.now())
        self._hand_over(transaction, request, EventKind.WITHDRAWN, person.account_id)

    def appeal(
        self,
        transaction: Transaction,
        person: Signed,
        request: Request,
        text: str,
        uploads: Sequence[UUID],
    ) -> None:
        """Appeal against a refusal, with documents that show why.

        Raises:
            Problem: `changed_meanwhile` where there is no refusal to contest, `deadline_passed`; `validation_failed`
                for documents that the person did not send.
        """
        if request.state is not RequestState.REFUSED or request.appeal_until is None:
            raise Problem(CHANGED_MEANWHILE)
        now = self._clock.now()
        if now.date() > request.appeal_until:
            raise Problem(DEADLINE_PASSED)
        self._check_sent(transaction, person, "documents", uploads)
        if uploads:
            add(request, APPEAL, APPEAL_LABEL, uploads, now)
            timeline.tell(request, EventKind.DOCUMENT_SENT, now, document=APPEAL, label=APPEAL_LABEL)
        timeline.move(request, RequestState.APPEALED, EventKind.APPEALED, now, due_in=ANSWER_DAYS, text=text)
        self._hand_over(transaction, request, EventKind.APPEALED, person.account_id)

    def add_document(
        self,
        transaction: Transaction,
        person: Signed,
        request: Request,
        document: str,
        uploads: Sequence[UUID],
    ) -> None:
        """Add what was sent for a document that a request waits for; with the last the fund goes on.

        Raises:
            Problem: `changed_meanwhile` where it does not wait for that document; `validation_failed` for what the
                person did not send.
        """
        self._check_sent(transaction, person, "upload_ids", uploads)
        if not give(request, document, uploads, self._clock.now()):
            raise Problem(CHANGED_MEANWHILE)
        self._hand_over(transaction, request, EventKind.DOCUMENT_SENT, person.account_id)

    def _hand_over(
        self, transaction: Transaction, request: Request, act: EventKind, account_id: UUID
    ) -> None:
        self._dispatches.write(
            transaction, DISPATCH_KIND, act, request.id, account_id=account_id, file_id=request.file_id
        )

    def _check_sent(
        self, transaction: Transaction, person: Signed, name: str, uploads: Sequence[UUID]
    ) -> None:
        wrong = [
            (f"{name}.{place}", "unknown")
            for place, upload in enumerate(uploads)
            if not self._sent_files.has_arrived(transaction, person.account_id, upload)
        ]
        if wrong:
            raise invalid(*wrong)
