"""Completion of an enrolment: one account for one person, whoever asks and however often."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Literal, Protocol
from uuid import uuid4

from pydantic import BaseModel
from sqlalchemy import select

from server.clock import Clock
from server.crypto.tokens import Pepper
from server.db.engine import one_by_one
from server.enrolment.rules import Step
from server.enrolment.service import Enrolments
from server.enrolment.state import civil_status_of, step_of
from server.http.kinds import STEP_OUT_OF_ORDER
from server.http.problems import Problem
from server.identities import recognition
from server.identities.holders import Holders
from server.identities.links import join
from server.identities.tables import Identity
from server.limits.rates import Rate, Rates
from server.old_passwords.replacement import PasswordReplacement
from server.outbox.account_texts import account_created, account_exists, account_found
from server.outbox.notifier import Notifier, contact_of, verified
from server.people.reach import Reach, wait_before
from server.people.tables import Account
from server.rules.benefit_forms import FORMS
from server.rules.codes import Channel, masked
from server.rules.contacts import rewritten
from server.rules.documents import Verdict
from server.rules.identifiers import check_letter, grouped_identifier
from server.rules.likeness import Element, differences, is_one_correction
from server.scans.service import Scans

if TYPE_CHECKING:
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.enrolment.tables import Enrolment
    from server.identities.recognition import LikelyAccount
    from server.rules.civil_status import CivilStatus
    from server.services import Services

_PROVISIONAL_DIGITS = 8


class RequestBeginning(Protocol):
    """The requests of people, as the creation of an account needs them."""

    def begin_for_newcomer(self, transaction: Transaction, account_id: UUID, benefit: str) -> None:
        """Begin the request for which an account was created, so that it waits there after the first sign-in."""


class Completion(BaseModel):
    """The identifier of the new account, and the contact that received the confirmation.

    `reach` follows from what this enrolment proved, whether or not the person had an account before; `asked_here` tells
    whether the benefit is asked for by a form here, whoever asks.
    """

    identifier_kind: Literal["nir", "provisional"]
    provisional: str | None
    channel: Channel
    masked_destination: str
    benefit: str | None
    reach: Reach = Reach.FULL
    asked_here: bool = False


class Completions:
    """The service of completions."""

    def __init__(
        self,
        *,
        clock: Clock,
        pepper: Pepper,
        enrolments: Enrolments,
        scans: Scans,
        notifier: Notifier,
        rates: Rates,
        replacement: PasswordReplacement,
        holders: Holders,
        requests: RequestBeginning,
    ) -> None:
        self._clock = clock
        self._pepper = pepper
        self._enrolments = enrolments
        self._scans = scans
        self._notifier = notifier
        self._rates = rates
        self._replacement = replacement
        self._holders = holders
        self._requests = requests

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(
            clock=services[Clock],
            pepper=services[Pepper],
            enrolments=services[Enrolments],
            scans=services[Scans],
            notifier=services[Notifier],
            rates=services[Rates],
            replacement=services[PasswordReplacement],
            holders=services[Holders],
            requests=services[RequestBeginning],
        )

    def complete(self, transaction: Transaction, token: str) -> Completion:
        """Make the account of a draft. A repeated request gets the same answer.

        A person who already has an account gets this answer too, and is notified on the account's contact. If that is
        the contact just proved, the account opens with the password just chosen, as after a reset. An account whose
        holder is not proved is replaced by a new one if this enrolment proves the identity.

        Raises:
            Problem: `session_expired`, `step_out_of_order`.
        """
        draft = self._enrolments.find(transaction, token)
        if draft.outcome is not None:
            return Completion.model_validate(draft.outcome)
        status, channel, destination = civil_status_of(draft), draft.channel, draft.destination
        if step_of(draft) is not Step.SUMMARY or status is None or channel is None or destination is None:
            raise Problem(STEP_OUT_OF_ORDER, step=step_of(draft))
        fingerprint = recognition.fingerprint(self._pepper, status.particulars)
        if status.nir:
            one_by_one(transaction, self._pepper.hash("nir", status.nir))
        one_by_one(transaction, fingerprint)
        identifier = status.nir or _new_provisional(transaction)
        reach = self._holders.reach_of(
            transaction, status, draft.verdict or Verdict.SCAN_ASKED, [(channel, destination)]
        )
        known = self._accounts_of(transaction, draft, status)
        stands = next((account for account in known if account.reach is Reach.FULL), None)
        if stands is None and reach is Reach.LIMITED:
            stands = next(iter(known), None)
        if stands is None:
            for other in known:
                self._holders.replace(transaction, other)
            self._open(transaction, draft, status, identifier, fingerprint, reach=reach)
            shown = None if status.nir else grouped_identifier(identifier)
            self._notifier.notify(
                transaction,
                channel,
                destination,
                account_created(channel, shown, limited=reach is Reach.LIMITED, replaced=bool(known)),
            )
        elif _has(stands, channel, destination):
            identifier = self._lead_to(transaction, draft, status, stands)
        elif self._rates.allows(Rate.NOTICES, str(stands.id)):
            # Not each time: anybody who knows a person could have them notified all day long.
            self._notifier.notify_holder(transaction, stands, account_exists)
        outcome = Completion(
            identifier_kind="provisional" if identifier.startswith("P") else "nir",
            provisional=identifier if identifier.startswith("P") else None,
            channel=channel,
            masked_destination=masked(channel, destination),
            benefit=draft.benefit,
            reach=reach,
            asked_here=draft.benefit in FORMS,
        )
        self._scrub(transaction, draft)
        draft.outcome = outcome.model_dump(mode="json")
        return outcome

    def _lead_to(
        self, transaction: Transaction, draft: Enrolment, status: CivilStatus, account: Account
    ) -> str:
        """Give the existing account, whose contact was just proved, the new password, and return its identifier."""
        assert draft.channel is not None  # noqa: S101 - the contact was proved
        assert draft.destination is not None  # noqa: S101 - the same
        self._replacement.replace(transaction, account, draft.password_hash or "", draft.channel)
        provisional = account.identifier if account.identifier.startswith("P") else None
        told = account_found(draft.channel, grouped_identifier(provisional) if provisional else None)
        self._notifier.notify(transaction, draft.channel, draft.destination, told)
        holder = recognition.particulars_of(account, transaction.get(Identity, account.id))
        differs = differences(status.particulars, holder)
        if draft.vouched_subject and (not differs or is_one_correction(differs)):
            join(transaction, draft.vouched_subject, account.id, self._clock.now())
        return account.identifier

    def _accounts_of(self, transaction: Transaction, draft: Enrolment, status: CivilStatus) -> list[Account]:
        """Return the accounts that may be the person's, the one with the NIR first.

        They are found by NIR, and by civil status unless both have a NIR: then they are two people of the same name.
        Where one element differs, or the date is incomplete, a contact proved by both or the document decides.
        """
        found = [
            one.account.id
            for one in recognition.likely_accounts(transaction, self._pepper, status.particulars)
            if (one.certain or _is_proved_to_be_the_same(one, draft))
            and (status.nir is None or one.account.identifier.startswith("P"))
        ]
        if status.nir:
            numbered = transaction.scalar(select(Account.id).where(Account.identifier == status.nir))
            found = [*([numbered] if numbered else []), *found]
        # All transactions lock accounts in the same order.
        locked = select(Account).where(Account.id.in_(found)).order_by(Account.id).with_for_update()
        held = {account.id: account for account in transaction.scalars(locked)}
        return [held[account_id] for account_id in found if account_id in held]

    def _open(
        self,
        transaction: Transaction,
        draft: Enrolment,
        status: CivilStatus,
        identifier: str,
        fingerprint: bytes,
        *,
        reach: Reach,
    ) -> None:
        """Make the account, and have the request for which it was made wait for its holder."""
        now = self._clock.now()
        by_mail = draft.channel is Channel.MAIL
        account = Account(
            id=uuid4(),
            identifier=identifier,
            password_hash=draft.password_hash or "",
            legacy=False,
            code_channel=None,
            civility=status.civility,
            first_names=list(status.first_names),
            last_name=status.used_name or status.birth_name,
            birth_date=status.birth_date,
            mail=draft.destination if by_mail else None,
            mail_verified=by_mail,
            phone=None if by_mail else draft.destination,
            phone_verified=not by_mail,
            address=None,
            reach=reach,
        )
        transaction.add(account)
        transaction.flush()
        identity = Identity(
            account_id=account.id,
            fingerprint=fingerprint,
            birth_name=status.birth_name,
            used_name=status.used_name,
            birth_place_kind=status.birth_place.kind,
            birth_place_code=status.birth_place.code,
            document_kind=draft.document_kind,
            document_number=draft.document_number,
            verdict=draft.verdict or Verdict.SCAN_ASKED,
            benefit=draft.benefit,
            opened_at=now,
            check_at=now + wait_before(0) if draft.verdict is Verdict.TO_CHECK else None,
        )
        transaction.add(identity)
        recognition.keep(transaction, self._pepper, account, identity)
        self._holders.attach(transaction, account, status)
        if draft.vouched_subject:
            join(transaction, draft.vouched_subject, account.id, now)
        for scan in draft.scans:
            if scan.media_type:
                scan.account_id, scan.enrolment_id = account.id, None
        transaction.flush()
        transaction.expire(draft, ["scans"])
        self._holders.hand_over(transaction, account.id)
        if draft.benefit is not None:
            self._requests.begin_for_newcomer(transaction, account.id, draft.benefit)

    def _scrub(self, transaction: Transaction, draft: Enrolment) -> None:
        """Erase the person's data from the draft."""
        self._scans.remove(transaction, draft.scans)
        draft.nir = draft.civility = draft.birth_name = draft.used_name = draft.first_names = None
        draft.birth_date = draft.birth_place_kind = draft.birth_place_code = draft.birth_place_label = None
        draft.document_kind = draft.document_number = draft.verdict = None
        draft.vouched = draft.vouched_subject = None
        draft.channel = draft.destination = draft.challenge_id = draft.password_hash = None


def _has(account: Account, channel: Channel, destination: str) -> bool:
    """Return whether the account has that contact."""
    known = contact_of(account, channel)
    return known is not None and rewritten(channel, known) == destination


def _is_proved_to_be_the_same(likely: LikelyAccount, draft: Enrolment) -> bool:
    """Return whether a document or a proved contact, beside the civil status, shows that the account is the person's.

    Twins may share a telephone: a contact proves nothing where the first name differs.
    """
    identity = likely.identity
    same_document = draft.document_number is not None and (
        (identity.document_kind, identity.document_number) == (draft.document_kind, draft.document_number)
    )
    if same_document or Element.FIRST_NAMES in likely.differs:
        return same_document
    channel, destination = draft.channel, draft.destination
    if channel is None or destination is None:
        return False
    return verified(likely.account, channel) and _has(likely.account, channel, destination)


def _new_provisional(transaction: Transaction) -> str:
    """Return an identifiant provisoire that nobody has."""
    while True:
        digits = "".join(secrets.choice("0123456789") for _ in range(_PROVISIONAL_DIGITS))
        identifier = f"P{digits}{check_letter(digits)}"
        if transaction.scalar(select(Account.id).where(Account.identifier == identifier)) is None:
            return identifier
