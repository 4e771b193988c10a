"""Changes of a contact: the new one gets a code, and the old one is told how to undo the change for 72 hours."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from sqlalchemy import Select, delete, select

from server.challenges.rules import CODE_REFUSED, TOO_MANY_CODES
from server.challenges.service import Challenges
from server.clock import Clock
from server.contacts.tables import ContactChange
from server.crypto.tokens import Pepper, readable_code
from server.dispatches.service import Dispatches
from server.http.kinds import CHANGED_MEANWHILE, NOT_FOUND
from server.http.problems import Problem, invalid
from server.identities.holders import Holders
from server.limits.rates import Rate, Rates
from server.outbox.notifier import Notifier, contact_of, verified
from server.outbox.texts import contact_added, contact_replaced, contact_restored
from server.people.dispatches import CONTACT, details
from server.people.tables import Account
from server.rules.codes import Channel, Purpose, masked
from server.rules.contacts import ContactRefused, canonical_contact, counted_as, rewritten
from server.sessions.rules import End
from server.sessions.service import Sessions
from server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Self

    from sqlalchemy.orm import Session as Transaction

    from server.challenges.service import ChallengeState
    from server.services import Services

UNDO_LIFE = timedelta(hours=72)
# A change that is never confirmed is forgotten with its code.
PENDING_LIFE = timedelta(hours=1)
_UNDO_LENGTH = 8


class Contacts:
    """The service of contacts."""

    def __init__(
        self,
        *,
        clock: Clock,
        pepper: Pepper,
        challenges: Challenges,
        sessions: Sessions,
        rates: Rates,
        notifier: Notifier,
        holders: Holders,
        dispatches: Dispatches,
        countries: Collection[str],
    ) -> None:
        self._clock = clock
        self._pepper = pepper
        self._challenges = challenges
        self._sessions = sessions
        self._rates = rates
        self._notifier = notifier
        self._holders = holders
        self._dispatches = dispatches
        self._countries = countries

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(
            clock=services[Clock],
            pepper=services[Pepper],
            challenges=services[Challenges],
            sessions=services[Sessions],
            rates=services[Rates],
            notifier=services[Notifier],
            holders=services[Holders],
            dispatches=services[Dispatches],
            countries=services[Settings].sms_countries,
        )

    def revision(self, account: Account, channel: Channel) -> str:
        """Return the revision of a contact: a request to change it names the one that the person saw."""
        state = (channel, contact_of(account, channel) or "", str(verified(account, channel)))
        return self._pepper.hash("contact", str(account.id), *state).hex()[:32]

    def pending(
        self, transaction: Transaction, account_id: UUID, channel: Channel
    ) -> tuple[ContactChange, ChallengeState] | None:
        """Return the change of that contact that waits for its code, if any."""
        change = self._pending_change(transaction, account_id, channel)
        if change is None or change.challenge_id is None:
            return None
        challenge = self._challenges.state(transaction, change.challenge_id)
        return (change, challenge) if challenge else None

    def undoable(self, transaction: Transaction, account_id: UUID, channel: Channel) -> ContactChange | None:
        """Return the last change of that contact, as long as it can be undone."""
        query = self._changes_made(account_id, channel).order_by(ContactChange.made_at.desc())
        return transaction.scalar(query.limit(1))

    def change(
        self, transaction: Transaction, account_id: UUID, channel: Channel, typed: str, expected: str
    ) -> ChallengeState:
        """Send a code to the new contact. Whether another account has it is neither checked nor told.

        Raises:
            Problem: `changed_meanwhile`, `validation_failed`, `too_many_codes`.
        """
        account = transaction.get_one(Account, account_id, with_for_update=True)
        if self.revision(account, channel) != expected:
            raise Problem(CHANGED_MEANWHILE)
        try:
            destination = canonical_contact(channel, typed, self._countries)
        except ContactRefused as refused:
            raise invalid(("destination", refused.code)) from None
        current = contact_of(account, channel)
        if current and destination == rewritten(channel, current) and verified(account, channel):
            raise invalid(("destination", "unchanged"))
        # For all accounts together: accounts must not flood a stranger's contact with codes.
        spent = self._pepper.hash("destination", counted_as(destination)).hex()
        self._rates.spend(Rate.CODES, spent, refusal=TOO_MANY_CODES)
        challenge = self._challenges.open(
            transaction,
            Purpose.CONTACT,
            channel,
            destination,
            subject=self._pepper.hash("contact", str(account_id)),
            asker=None,
        )
        self._drop_pending(transaction, account_id, channel)
        transaction.add(
            ContactChange(
                id=uuid4(),
                account_id=account_id,
                channel=channel,
                destination=destination,
                revision=expected,
                challenge_id=challenge.challenge_id,
                asked_at=self._clock.now(),
            )
        )
        return challenge

    def resend(self, transaction: Transaction, account_id: UUID, channel: Channel) -> ChallengeState:
        """Send a new code.

        Raises:
            Problem: see `Challenges.resend`.
        """
        change = self._pending_change(transaction, account_id, channel)
        if change is None or change.challenge_id is None:
            raise Problem(NOT_FOUND)
        return self._challenges.resend(transaction, change.challenge_id, (Purpose.CONTACT,))

    def verify(self, transaction: Transaction, account_id: UUID, channel: Channel, code: str) -> None:
        """Replace the old contact with the new one, and notify the old one.

        Raises:
            Problem: `changed_meanwhile`; see `Challenges.verify`.
        """
        account = transaction.get_one(Account, account_id, with_for_update=True)
        change = self._pending_change(transaction, account_id, channel)
        if change is None or change.challenge_id is None:
            raise Problem(NOT_FOUND)
        self._challenges.verify(transaction, change.challenge_id, code, Purpose.CONTACT)
        if self.revision(account, channel) != change.revision:
            raise Problem(CHANGED_MEANWHILE)
        old = contact_of(account, channel)
        change.replaced, change.replaced_verified = old, verified(account, channel)
        change.made_at, change.challenge_id = self._clock.now(), None
        _put(account, channel, change.destination, is_verified=True)
        self._hand_over(transaction, account, "changed", details(channel, old, change.destination))
        if old and rewritten(channel, old) == change.destination:
            transaction.delete(change)  # the same contact was verified: there is nothing to undo or to notify
        elif old:
            code_to_undo = readable_code(_UNDO_LENGTH)
            change.undo_hash = self._undo_hash(code_to_undo)
            shown = f"{code_to_undo[:4]} {code_to_undo[4:]}"
            hours = int(UNDO_LIFE.total_seconds()) // 3600
            self._notifier.notify(transaction, channel, old, contact_replaced(channel, channel, shown, hours))
        else:
            other = Channel.SMS if channel is Channel.MAIL else Channel.MAIL
            if to := contact_of(account, other):
                self._notifier.notify(transaction, other, to, contact_added(other, channel))
        self._holders.contact_proved(transaction, account)

    def undo(self, transaction: Transaction, account_id: UUID, channel: Channel, session_id: UUID) -> None:
        """Restore the contact that the last change replaced; every other session ends.

        Raises:
            Problem: `not_found`.
        """
        account = transaction.get_one(Account, account_id, with_for_update=True)
        change = self.undoable(transaction, account_id, channel)
        if change is None:
            raise Problem(NOT_FOUND)
        self._undo(transaction, account, change, keep=session_id)

    def undo_by_code(self, transaction: Transaction, typed: str) -> Channel:
        """Restore the contact of the change with that code, whatever was changed after it; every session ends.

        Raises:
            Problem: `code_refused` if it is wrong, used, or more than 72 hours old.
        """
        code = "".join(typed.split()).upper().replace("-", "")
        since = self._clock.now() - UNDO_LIFE
        found = transaction.scalar(
            select(ContactChange).where(
                ContactChange.undo_hash == self._undo_hash(code), ContactChange.made_at > since
            )
        )
        if found is None:
            raise Problem(CODE_REFUSED)
        account = transaction.get_one(Account, found.account_id, with_for_update=True)
        channel = found.channel
        self._undo(transaction, account, found, keep=None)
        return channel

    def _undo(
        self, transaction: Transaction, account: Account, change: ContactChange, *, keep: UUID | None
    ) -> None:
        channel = change.channel
        before = contact_of(account, channel)
        _put(account, channel, change.replaced, is_verified=change.replaced_verified)
        self._hand_over(transaction, account, "undone", details(channel, before, change.replaced))
        if account.code_channel is channel and not (change.replaced and change.replaced_verified):
            # A code at sign-in that can be sent nowhere would lock the person out.
            account.code_channel = None
        later = delete(ContactChange).where(
            ContactChange.account_id == account.id,
            ContactChange.channel == channel,
            ContactChange.made_at >= change.made_at,
        )
        transaction.execute(later)
        self._drop_pending(transaction, account.id, channel)
        self._sessions.end_all(transaction, account.id, End.CONTACT_RESTORED, but=keep)
        self._notifier.notify_everywhere(transaction, account, lambda to: contact_restored(to, channel))

    def _hand_over(
        self, transaction: Transaction, account: Account, act: str, kept: Mapping[str, object]
    ) -> None:
        self._dispatches.write(transaction, CONTACT, act, account.id, account_id=account.id, details=kept)

    def former(self, transaction: Transaction, account_id: UUID) -> list[tuple[Channel, str]]:
        """Return the contacts that were replaced so lately that the change can still be undone."""
        return [
            (change.channel, change.replaced)
            for channel in Channel
            for change in transaction.scalars(self._changes_made(account_id, channel))
            if change.replaced
        ]

    def _pending_change(
        self, transaction: Transaction, account_id: UUID, channel: Channel
    ) -> ContactChange | None:
        return transaction.scalar(
            select(ContactChange)
            .where(
                ContactChange.account_id == account_id,
                ContactChange.channel == channel,
                ContactChange.made_at.is_(None),
                ContactChange.asked_at > self._clock.now() - PENDING_LIFE,
            )
            .order_by(ContactChange.asked_at.desc())
            .limit(1)
        )

    def _drop_pending(self, transaction: Transaction, account_id: UUID, channel: Channel) -> None:
        transaction.execute(
            delete(ContactChange).where(
                ContactChange.account_id == account_id,
                ContactChange.channel == channel,
                ContactChange.made_at.is_(None),
            )
        )

    def _changes_made(self, account_id: UUID, channel: Channel) -> Select[ContactChange]:
        since: datetime = self._clock.now() - UNDO_LIFE
        return select(ContactChange).where(
            ContactChange.account_id == account_id,
            ContactChange.channel == channel,
            ContactChange.made_at > since,
        )

    def _undo_hash(self, code: str) -> bytes:
        return self._pepper.hash("undo", code)


def masked_contact(account: Account, channel: Channel) -> str | None:
    """Return the masked contact of an account."""
    contact = contact_of(account, channel)
    return masked(channel, contact) if contact else None


def _put(account: Account, channel: Channel, contact: str | None, *, is_verified: bool) -> None:
    if channel is Channel.MAIL:
        account.mail, account.mail_verified = contact, is_verified
    else:
        account.phone, account.phone_verified = contact, is_verified


def forget_changes(transaction: Transaction, account_id: UUID) -> None:
    """Delete the changes of an account's contacts, made or waiting."""
    transaction.execute(delete(ContactChange).where(ContactChange.account_id == account_id))
