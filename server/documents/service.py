"""Papers that a person asks for: made in the background, each once, and kept for some weeks to be downloaded."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, event, or_, select, update
from sqlalchemy.orm import undefer

from server.clock import Clock
from server.db.engine import one_by_one
from server.documents.facts import PaymentFacts, QuotientFacts, RightFacts, Sources, digest
from server.documents.making import CLAIMED, Making
from server.documents.rules import UNDER_WAY, PaperKind, PaperState, check_period
from server.documents.tables import Document, IssuedPaper
from server.http.kinds import NOT_FOUND
from server.http.problems import Problem
from server.limits.rates import Rate, Rates
from server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self
    from uuid import UUID

    from sqlalchemy import Select
    from sqlalchemy.orm import Session as Transaction

    from server.db import Store
    from server.people.tables import Member
    from server.services import Services

_MOST_LISTED = 100


class Documents:
    """The service of papers. Each is of one person and one of their files: a spouse does not see who asks for what."""

    def __init__(
        self,
        *,
        clock: Clock,
        rates: Rates,
        making: Making,
        sources: Sources,
        kept_days: int,
    ) -> None:
        self._clock = clock
        self._rates = rates
        self._making = making
        self._sources = sources
        self.kept = timedelta(days=kept_days)

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(
            clock=services[Clock],
            rates=services[Rates],
            making=services[Making],
            sources=Sources(services[PaymentFacts], services[RightFacts], services[QuotientFacts]),
            kept_days=services[Settings].documents_kept_days,
        )

    def ask(
        self,
        transaction: Transaction,
        member: Member,
        kind: PaperKind,
        since: str | None,
        until: str | None,
    ) -> Document:
        """Return the paper, to be made once the transaction is committed unless the same one is there.

        An attestation of payment for which no month is named is about the month of the newest payment.

        Raises:
            Problem: `validation_failed`, `nothing_to_certify`, `rate_limited`.
        """
        today = self._clock.now().date()
        if kind is PaperKind.PAYMENT_CERTIFICATE and since is until is None:
            since = until = self._sources.payments.last_month(transaction, member.file_id) or f"{today:%Y-%m}"
        check_period(kind, since, until, today)
        period = (since, until) if since and until else None
        facts = self._sources.gather(transaction, member.file_id, kind, period, today)
        key = digest(facts)
        one_by_one(transaction, key)
        if same := self._same(transaction, member, key):
            return same
        self._rates.spend(Rate.DOCUMENTS, str(member.account_id))
        document = Document(
            account_id=member.account_id,
            file_id=member.file_id,
            kind=kind,
            from_month=since,
            until_month=until,
            facts=facts,
            facts_digest=key,
            asked_at=self._clock.now(),
            state=PaperState.WAITING,
            progress=0,
            tries=0,
        )
        transaction.add(document)
        transaction.flush()
        document_id = document.id

        @event.listens_for(transaction, "after_commit", once=True)
        def _committed(_: Transaction) -> None:
            self._making.submit(document_id)

        return document

    def all(self, transaction: Transaction, member: Member) -> Sequence[Document]:
        """Return the person's papers of the file, newest first."""
        query = self._of(member).order_by(Document.asked_at.desc(), Document.id).limit(_MOST_LISTED)
        return transaction.scalars(query).all()

    def find(
        self, transaction: Transaction, member: Member, document_id: UUID, *, whole: bool = False
    ) -> Document:
        """Return a paper, `whole` with its content; one whose maker is gone is taken again.

        Raises:
            Problem: `not_found`, also for another person's.
        """
        query = self._of(member).where(Document.id == document_id)
        document = transaction.scalar(query.options(undefer(Document.content)) if whole else query)
        if document is None:
            raise Problem(NOT_FOUND)
        since = document.taken_at or document.asked_at
        if document.state in UNDER_WAY and since + CLAIMED < self._clock.now():
            self._making.submit(document.id)
        return document

    def drop(self, transaction: Transaction, member: Member, document_id: UUID) -> None:
        """Cancel a paper that is under way, or erase another.

        Raises:
            Problem: `not_found`.
        """
        document = self.find(transaction, member, document_id)
        cancelled = transaction.execute(
            update(Document)
            .where(Document.id == document_id, Document.state.in_(UNDER_WAY))
            .values(state=PaperState.CANCELLED, progress=0)
            .returning(Document.id)
            .execution_options(synchronize_session=False)
        )
        if cancelled.first() is None:
            transaction.delete(document)
            return

        @event.listens_for(transaction, "after_commit", once=True)
        def _committed(_: Transaction) -> None:
            self._making.stop(document_id)

    def erase_old(self, store: Store) -> None:
        """Erase the papers that are no longer kept."""
        with store.write() as transaction:
            transaction.execute(delete(Document).where(Document.asked_at <= self._clock.now() - self.kept))

    def _same(self, transaction: Transaction, member: Member, key: bytes) -> Document | None:
        """Return the paper that states the same, if it is there or under way, and was not revoked."""
        query = (
            self._of(member)
            .outerjoin(IssuedPaper, IssuedPaper.code_hash == Document.code_hash)
            .where(
                Document.facts_digest == key,
                or_(Document.state.in_(UNDER_WAY), Document.state == PaperState.READY),
                IssuedPaper.revoked_at.is_(None),
            )
        )
        return transaction.scalar(query.limit(1))

    def _of(self, member: Member) -> Select[Document]:
        return select(Document).where(
            Document.account_id == member.account_id,
            Document.file_id == member.file_id,
            Document.asked_at > self._clock.now() - self.kept,
        )
