"""Password resets. Nothing tells whether an identifier has an account, neither the answers nor their time.

An identifier without an account goes through the same steps, with invented contacts that are made from a keyed hash of
the identifier and so are always the same. No code is sent, and none is right.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import delete, select

from server.challenges.budgets import Asker, Budgets
from server.challenges.rules import TOO_MANY_CODES
from server.challenges.service import Challenges
from server.clock import Clock
from server.crypto.tokens import Pepper, new_token, token_hash
from server.db.engine import put
from server.http.kinds import NOT_FOUND, STEP_OUT_OF_ORDER
from server.http.problems import Problem, invalid
from server.limits.guessing import origin
from server.limits.rates import Rate, Rates
from server.limits.tables import KnownOrigin
from server.old_passwords.replacement import PasswordReplacement
from server.old_passwords.service import OldPasswords
from server.outbox.notifier import contacts_of
from server.password_reset.tables import PasswordReset
from server.people.closing import is_closed
from server.people.tables import Account
from server.rules.codes import Channel, Purpose, masked
from server.rules.identifiers import canonical_identifier
from server.sessions.rules import SESSION_EXPIRED, Scope
from server.sessions.service import Sessions

if TYPE_CHECKING:
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.challenges.service import ChallengeState
    from server.services import Services
    from server.sessions.service import Session

RESET_LIFE = timedelta(hours=1)
# The most common mail domains: invented contacts must look like real ones.
_DOMAINS = (
    "gmail.com",
    "orange.fr",
    "hotmail.fr",
    "free.fr",
    "laposte.net",
    "sfr.fr",
    "yahoo.fr",
    "outlook.fr",
)
_INITIALS = "abcdefghijklmnoprstvy"


class PasswordResets:
    """The service of password resets."""

    def __init__(
        self,
        *,
        clock: Clock,
        pepper: Pepper,
        challenges: Challenges,
        budgets: Budgets,
        rates: Rates,
        old_passwords: OldPasswords,
        sessions: Sessions,
        replacement: PasswordReplacement,
    ) -> None:
        self._clock = clock
        self._pepper = pepper
        self._challenges = challenges
        self._budgets = budgets
        self._rates = rates
        self._old_passwords = old_passwords
        self._sessions = sessions
        self._replacement = replacement

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(
            clock=services[Clock],
            pepper=services[Pepper],
            challenges=services[Challenges],
            budgets=services[Budgets],
            rates=services[Rates],
            old_passwords=services[OldPasswords],
            sessions=services[Sessions],
            replacement=services[PasswordReplacement],
        )

    def begin(self, transaction: Transaction, identifier: str, address: str) -> tuple[PasswordReset, str]:
        """Begin a reset, and return it with its token; `address` is the client's."""
        counted = canonical_identifier(identifier) or identifier.strip().upper()
        subject = self._pepper.hash("reset", counted)
        account = transaction.scalar(
            select(Account).where(Account.identifier == (canonical_identifier(identifier) or ""))
        )
        # Also looked up without an account, so that it takes as long.
        if is_closed(transaction, account.id if account else uuid4(), self._clock.now()):
            account = None
        made_up = self._made_up(subject)
        known = (
            {channel: masked(channel, to) for channel, to in contacts_of(account).items()} if account else {}
        )
        token = new_token()
        reset = PasswordReset(
            id=uuid4(),
            token_hash=token_hash(token),
            # Nothing can be sent for an account without a contact: its holder needs the Caf.
            account_id=account.id if account and known else None,
            subject=subject,
            origin=origin(self._pepper, counted, address),
            offered=known or made_up,
            verified=False,
            created_at=self._clock.now(),
        )
        transaction.add(reset)
        transaction.flush()
        return reset, token

    def find(self, transaction: Transaction, token: str) -> PasswordReset:
        """Return the reset of a token, locked until the transaction ends.

        Raises:
            Problem: `session_expired`.
        """
        query = select(PasswordReset).where(PasswordReset.token_hash == token_hash(token)).with_for_update()
        reset = transaction.scalar(query)
        if reset is None or reset.created_at + RESET_LIFE <= self._clock.now():
            raise Problem(SESSION_EXPIRED)
        return reset

    def asker(self, reset: PasswordReset, address: str, received: str | None) -> Asker:
        """Return the asker at an address, with a code that came to the contact before, if any."""
        return Asker(address, reset.origin or b"", received)

    def send_code(
        self,
        transaction: Transaction,
        reset: PasswordReset,
        channel: Channel,
        asker: Asker,
    ) -> ChallengeState:
        """Send a code to one of the offered contacts.

        Raises:
            Problem: `validation_failed` for another channel, `too_many_codes`; see `Budgets.of`.
        """
        challenge = self._challenges.open(
            transaction,
            Purpose.RESET,
            channel,
            self._destination(transaction, reset, channel),
            masked_destination=_offered(reset, channel),
            subject=reset.subject,
            asker=asker,
        )
        reset.challenge_id = challenge.challenge_id
        return challenge

    def resend(self, transaction: Transaction, reset: PasswordReset) -> ChallengeState:
        """Send a new code.

        Raises:
            Problem: see `Challenges.resend`.
        """
        if reset.challenge_id is None:
            raise Problem(NOT_FOUND)
        return self._challenges.resend(transaction, reset.challenge_id, (Purpose.RESET,))

    def verify(self, transaction: Transaction, reset: PasswordReset, code: str) -> None:
        """Prove the contact by its code.

        Raises:
            Problem: see `Challenges.verify`.
        """
        if reset.challenge_id is None:
            raise Problem(NOT_FOUND)
        self._challenges.verify(transaction, reset.challenge_id, code, Purpose.RESET)
        reset.verified = True

    def check_verified(self, reset: PasswordReset) -> None:
        """Check that the code was given.

        Raises:
            Problem: `step_out_of_order`.
        """
        if not reset.verified:
            raise Problem(STEP_OUT_OF_ORDER, step="code")

    def change(self, transaction: Transaction, reset: PasswordReset, password_hash: str) -> Session:
        """Change the password, end every session, open one, notify the other contact, and end the reset.

        Raises:
            Problem: `step_out_of_order`.
        """
        self.check_verified(reset)
        account = transaction.get_one(Account, reset.account_id, with_for_update=True)
        used = self._challenges.channel(transaction, reset.challenge_id)
        self._replacement.replace(transaction, account, password_hash, used)
        if reset.origin is not None:
            # The contact was proved from that address.
            now = self._clock.now()
            put(transaction, KnownOrigin, hash=reset.origin, account_id=account.id, last_seen_at=now)
        transaction.delete(reset)
        # An old account still needs its migration: the terms are not accepted yet.
        return self._sessions.open(
            transaction, account.id, Scope.MIGRATION if account.legacy else Scope.FULL, None
        )

    def send_old_password(
        self,
        transaction: Transaction,
        reset: PasswordReset,
        channel: Channel,
        asker: Asker,
    ) -> None:
        """Send a password of 8 digits for an old account; for any other identifier nothing is sent.

        Raises:
            Problem: `validation_failed` for another channel, `too_many_codes`; see `Budgets.of`.
        """
        _offered(reset, channel)
        budget = self._budgets.of(transaction, asker, reset.subject)
        self._rates.spend(Rate.OLD_PASSWORDS, budget.counted.hex(), refusal=TOO_MANY_CODES)
        self._budgets.spend(budget.total)
        account = transaction.get(Account, reset.account_id or reset.id, with_for_update=True)
        reached = account is not None and account.legacy
        contacts = contacts_of(account) if account and reached else {}
        self._old_passwords.send(
            transaction,
            reset.subject,
            account.id if account and reached else None,
            {each: contacts.get(each) for each in Channel},
            channel,
        )

    def _destination(self, transaction: Transaction, reset: PasswordReset, channel: Channel) -> str | None:
        _offered(reset, channel)
        # Also looked up without an account, so that it takes as long.
        account = transaction.get(Account, reset.account_id or reset.id)
        return contacts_of(account).get(channel) if account else None

    def _made_up(self, subject: bytes) -> dict[Channel, str]:
        """Return invented contacts, always the same for an identifier."""
        drawn = self._pepper.hash("made_up", subject.hex())
        mail = f"{_INITIALS[drawn[0] % len(_INITIALS)]}•••@{_DOMAINS[drawn[1] % len(_DOMAINS)]}"
        phone = f"0{6 + (drawn[2] % 4 == 0)} •• •• •• {drawn[3] % 100:02d}"
        both = {Channel.MAIL: mail, Channel.SMS: phone}
        only = (None, None, Channel.MAIL, Channel.SMS)[drawn[4] % 4]
        return {only: both[only]} if only else both


def _offered(reset: PasswordReset, channel: Channel) -> str:
    if channel not in reset.offered:
        raise invalid(("channel", "not_offered"))
    return str(reset.offered[channel])


def forget_resets(transaction: Transaction, account_id: UUID) -> None:
    """Delete the resets of an account."""
    transaction.execute(delete(PasswordReset).where(PasswordReset.account_id == account_id))
