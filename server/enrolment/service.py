"""Enrolments: drafts of accounts, found by their token and filled step by step, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import func, select

from server.challenges.budgets import Asker
from server.challenges.rules import CODE_EXPIRED
from server.challenges.service import Challenges
from server.clock import Clock
from server.crypto.tokens import Pepper, new_token, token_hash
from server.db.engine import put
from server.enrolment.resumption import claimed_draft
from server.enrolment.rules import Step
from server.enrolment.state import (
    Begun,
    EnrolmentState,
    Resumption,
    civil_status_of,
    described,
    pivot_of,
    step_of,
)
from server.enrolment.tables import Enrolment
from server.http.kinds import STEP_OUT_OF_ORDER
from server.http.problems import Problem
from server.identities.vouched import PIVOT
from server.limits.guessing import origin
from server.limits.tables import KnownOrigin
from server.rules.codes import Channel, Purpose, masked
from server.rules.contacts import counted_as
from server.rules.documents import DocumentKind, Verdict
from server.rules.steps import DRAFT_LIFE
from server.scans.service import Scans
from server.sessions.rules import SESSION_EXPIRED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self
    from uuid import UUID

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session as Transaction

    from server.challenges.service import ChallengeState
    from server.challenges.tables import Challenge
    from server.enrolment.resumption import DraftClaim
    from server.rules.civil_status import CivilStatus
    from server.rules.documents import Document
    from server.rules.pivot import Pivot
    from server.services import Services


class Enrolments:
    """The service of enrolments."""

    def __init__(self, clock: Clock, pepper: Pepper, challenges: Challenges, scans: Scans) -> None:
        self._clock = clock
        self._pepper = pepper
        self._challenges = challenges
        self._scans = scans

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(
            clock=services[Clock],
            pepper=services[Pepper],
            challenges=services[Challenges],
            scans=services[Scans],
        )

    def begin(
        self,
        transaction: Transaction,
        benefit: str | None,
        *,
        pivot: Pivot | None = None,
        subject: bytes | None = None,
    ) -> tuple[Enrolment, str]:
        """Begin a draft, and return it with its token.

        Args:
            transaction: the draft exists once it commits.
            benefit: the benefit that the person wants to ask for.
            pivot: the identity that FranceConnect vouched for.
            subject: FranceConnect's subject, to be linked to the account.
        """
        token = new_token()
        draft = Enrolment(
            id=uuid4(),
            token_hash=token_hash(token),
            benefit=benefit,
            touched_at=self._clock.now(),
            identity_settled=False,
            contact_verified=False,
            vouched=PIVOT.dump_python(pivot, mode="json") if pivot else None,
            vouched_subject=subject,
        )
        transaction.add(draft)
        transaction.flush()
        return draft, token

    def begin_vouched(
        self, transaction: Transaction, benefit: str | None, pivot: Pivot, subject: bytes
    ) -> Begun:
        """Begin a draft with a vouched identity, whose subject is `subject`."""
        draft, token = self.begin(transaction, benefit, pivot=pivot, subject=subject)
        return Begun(enrolment_id=draft.id, token=token, enrolment=self.describe(transaction, draft))

    def find(self, transaction: Transaction, token: str, *, locked: bool = True) -> Enrolment:
        """Return the draft of a token, locked until the transaction ends.

        Raises:
            Problem: `session_expired`.
        """
        query = select(Enrolment).where(Enrolment.token_hash == token_hash(token))
        draft = transaction.scalar(query.with_for_update() if locked else query)
        if draft is None or draft.touched_at + DRAFT_LIFE <= self._clock.now():
            raise Problem(SESSION_EXPIRED)
        return draft

    def at_step(self, transaction: Transaction, token: str, step: Step) -> Enrolment:
        """Return the draft of a token, locked, for a step that it must have reached; this renews its life.

        Raises:
            Problem: `session_expired`, `step_out_of_order`.
        """
        draft = self.find(transaction, token)
        expected = step_of(draft)
        if expected.precedes(step) or expected is Step.DONE:
            raise Problem(STEP_OUT_OF_ORDER, step=expected)
        draft.touched_at = self._clock.now()
        return draft

    def describe(self, transaction: Transaction, draft: Enrolment) -> EnrolmentState:
        """Return the draft as the client sees it."""
        waiting = draft.challenge_id is not None and not draft.contact_verified
        challenge = (
            self._challenges.state(transaction, draft.challenge_id)
            if waiting and draft.challenge_id
            else None
        )
        return described(draft, challenge, self._clock.now())

    def take_civil_status(self, transaction: Transaction, draft: Enrolment, status: CivilStatus) -> None:
        """Store the civil status. If it changed, the document is asked for again."""
        if civil_status_of(draft) == status:
            return
        draft.nir = status.nir
        draft.civility = status.civility
        draft.birth_name = status.birth_name
        draft.used_name = status.used_name
        draft.first_names = list(status.first_names)
        draft.birth_date = status.birth_date
        draft.birth_place_kind = status.birth_place.kind
        draft.birth_place_code = status.birth_place.code
        draft.birth_place_label = status.birth_place.label
        self._forget_identity(transaction, draft)
        pivot = pivot_of(draft)
        if pivot and pivot.proves_identity:
            draft.document_kind, draft.verdict = DocumentKind.FRANCECONNECT, Verdict.VERIFIED
            draft.identity_settled = True

    def take_document(
        self,
        transaction: Transaction,
        draft: Enrolment,
        document: Document,
        holder: CivilStatus,
        verdict: Verdict,
    ) -> None:
        """Store a document with its verdict.

        Raises:
            Problem: `step_out_of_order` if the civil status changed while the document was checked.
        """
        if civil_status_of(draft) != holder:
            raise Problem(STEP_OUT_OF_ORDER, step=Step.CIVIL_STATUS)
        self._forget_identity(transaction, draft)
        draft.document_kind, draft.document_number = document.kind, document.number
        draft.verdict = verdict
        draft.identity_settled = True

    def take_no_document(self, draft: Enrolment) -> None:
        """Note that the person has no French document, and may send scans before going on."""
        if draft.document_kind is not DocumentKind.NONE:
            draft.document_kind, draft.document_number = DocumentKind.NONE, None
            draft.verdict = Verdict.SCAN_ASKED
            draft.identity_settled = False

    def settle_identity(self, draft: Enrolment) -> None:
        """Go on without a document.

        Raises:
            Problem: `step_out_of_order` before the person said to have none.
        """
        if draft.document_kind is None:
            raise Problem(STEP_OUT_OF_ORDER, step=Step.IDENTITY)
        draft.identity_settled = True

    def take_contact(
        self,
        transaction: Transaction,
        draft: Enrolment,
        channel: Channel,
        destination: str,
        asker: Asker,
    ) -> ChallengeState:
        """Store a contact and send it a code.

        If a code was sent there a moment ago and is not used yet, its state is returned and no other code is sent.

        Raises:
            Problem: `too_many_codes`; see `Budgets.of`.
        """
        if (draft.channel, draft.destination) == (channel, destination) and draft.challenge_id:
            live = self._challenges.state(transaction, draft.challenge_id)
            if live and live.resend_in and live.tries_left:
                return live
        challenge = self._challenges.open(
            transaction,
            Purpose.ENROLMENT,
            channel,
            destination,
            subject=self._pepper.hash("enrolment", destination),
            shared=self._pepper.hash("contact", counted_as(destination)),
            asker=asker,
        )
        draft.channel, draft.destination = channel, destination
        draft.contact_verified = False
        draft.challenge_id = challenge.challenge_id
        return challenge

    def verify_contact(self, transaction: Transaction, draft: Enrolment, code: str, address: str) -> None:
        """Prove the contact by its code; the client's address is known for it from now on.

        Raises:
            Problem: `step_out_of_order` where no code was sent; see `Challenges.verify`.
        """
        self._challenges.verify(transaction, self._waiting(draft), code, Purpose.ENROLMENT)
        draft.contact_verified = True
        self._remember(transaction, draft.destination or "", address)

    def resend(self, transaction: Transaction, draft: Enrolment) -> ChallengeState:
        """Send a new code.

        Raises:
            Problem: `step_out_of_order` where no code was sent; see `Challenges.resend`.
        """
        return self._challenges.resend(
            transaction, self._waiting(draft), (Purpose.ENROLMENT,), within=DRAFT_LIFE
        )

    def abandon(self, transaction: Transaction, draft: Enrolment) -> None:
        """Erase the draft and its scans."""
        self._scans.remove(transaction, draft.scans)
        transaction.flush()
        transaction.delete(draft)

    def ask_resumption(
        self,
        transaction: Transaction,
        channel: Channel,
        destination: str,
        asker: Asker,
    ) -> Resumption:
        """Send a code to a contact if a draft has it; the answer does not tell whether one does.

        Raises:
            Problem: `too_many_codes`; see `Budgets.of`.
        """
        # Counted, not read: that takes as long with none.
        known = transaction.scalar(
            select(func.count()).select_from(Enrolment).where(*self._leads_to(channel, destination))
        )
        challenge = self._challenges.open(
            transaction,
            Purpose.RESUMPTION,
            channel,
            destination if known else None,
            masked_destination=masked(channel, destination),
            subject=self._pepper.hash("resumption", destination),
            shared=self._pepper.hash("contact", counted_as(destination)),
            asker=asker,
        )
        return Resumption(resumption_id=challenge.challenge_id, challenge=challenge)

    def resume(
        self, transaction: Transaction, resumption_id: UUID, claim: DraftClaim, address: str
    ) -> tuple[Enrolment, str]:
        """Resume a draft: its contact is proved, and it gets a new token in place of the old one.

        The code is not enough: several people may share a contact, and one that was never proved may be mistyped. Wrong
        personal data count as a try, like a wrong code.

        Args:
            transaction: the draft is resumed when it commits.
            resumption_id: id of the challenge.
            claim: what the person gave.
            address: the client's.

        Raises:
            Problem: see `Challenges.verify` and `claimed_draft`, whose refusals leave the code valid; `code_expired` if
                the draft ended meanwhile.
        """
        found: list[Enrolment] = []

        def is_theirs(challenge: Challenge) -> bool:
            drafts = self._resumable(transaction, challenge.channel, challenge.destination or "")
            if not drafts:
                raise Problem(CODE_EXPIRED)
            if draft := claimed_draft(drafts, claim):
                found.append(draft)
            return bool(found)

        self._challenges.verify(transaction, resumption_id, claim.code, Purpose.RESUMPTION, is_theirs)
        draft, token = found[0], new_token()
        draft.token_hash = token_hash(token)
        draft.contact_verified = True
        self._remember(transaction, draft.destination or "", address)
        return draft, token

    def _resumable(self, transaction: Transaction, channel: Channel, destination: str) -> Sequence[Enrolment]:
        """Return the drafts with that contact: those that proved it first, then by age, the newest first."""
        return transaction.scalars(
            select(Enrolment)
            .where(*self._leads_to(channel, destination))
            .order_by(Enrolment.contact_verified.desc(), Enrolment.touched_at.desc())
            .with_for_update()
        ).all()

    def _leads_to(self, channel: Channel, destination: str) -> tuple[ColumnElement[bool], ...]:
        """Return the conditions of the drafts with that contact."""
        return (
            Enrolment.channel == channel,
            Enrolment.destination == destination,
            Enrolment.touched_at > self._clock.now() - DRAFT_LIFE,
        )

    def asker(self, destination: str, address: str, received: str | None) -> Asker:
        """Return the asker at an address, with a code that came to the contact before, if any."""
        return Asker(address, origin(self._pepper, destination, address), received)

    def _remember(self, transaction: Transaction, destination: str, address: str) -> None:
        where = origin(self._pepper, destination, address)
        put(transaction, KnownOrigin, hash=where, last_seen_at=self._clock.now())

    def _waiting(self, draft: Enrolment) -> UUID:
        """Return the challenge that the draft waits for."""
        if draft.contact_verified or draft.challenge_id is None:
            raise Problem(STEP_OUT_OF_ORDER, step=step_of(draft))
        return draft.challenge_id

    def _forget_identity(self, transaction: Transaction, draft: Enrolment) -> None:
        self._scans.remove(transaction, draft.scans)
        draft.document_kind = draft.document_number = draft.verdict = None
        draft.identity_settled = False
