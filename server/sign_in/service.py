"""Sign-in: the credentials are checked, then a session is opened or a code sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import delete, select

from server.challenges.budgets import Asker
from server.challenges.service import Challenges
from server.challenges.tables import Challenge
from server.clock import Clock
from server.crypto.passwords import Passwords
from server.crypto.tokens import Pepper
from server.db import Store
from server.db.engine import put
from server.http.problems import Problem
from server.limits.guessing import Guessing, origin
from server.limits.tables import KnownOrigin
from server.old_passwords.service import OldPasswords
from server.outbox.notifier import Notifier
from server.outbox.texts import password_changed
from server.people.closing import is_closed
from server.people.tables import Account
from server.rules.codes import Channel, Purpose
from server.rules.identifiers import canonical_identifier
from server.sessions.rules import CREDENTIALS_REFUSED, Scope
from server.sessions.service import Sessions
from server.sign_in.tables import PendingSignIn

if TYPE_CHECKING:
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.challenges.service import ChallengeState
    from server.services import Services
    from server.sessions.service import Session


@dataclass(frozen=True, slots=True)
class Recognised:
    """An account whose password was right, with the client's address and its keyed hash.

    `sent` is the id of a sent password of 8 digits, if that one was used, and `hashed` its hash.
    """

    account_id: UUID
    address: str
    origin: bytes = field(repr=False)
    sent: UUID | None = None
    hashed: str = field(default="", repr=False)


class SignIn:
    """The service of sign-in."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        pepper: Pepper,
        guessing: Guessing,
        passwords: Passwords,
        sessions: Sessions,
        challenges: Challenges,
        old_passwords: OldPasswords,
        notifier: Notifier,
    ) -> None:
        self._store = store
        self._clock = clock
        self._pepper = pepper
        self._guessing = guessing
        self._passwords = passwords
        self._sessions = sessions
        self._challenges = challenges
        self._old_passwords = old_passwords
        self._notifier = notifier

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(
            store=services[Store],
            clock=services[Clock],
            pepper=services[Pepper],
            guessing=services[Guessing],
            passwords=services[Passwords],
            sessions=services[Sessions],
            challenges=services[Challenges],
            old_passwords=services[OldPasswords],
            notifier=services[Notifier],
        )

    def recognise(self, identifier: str, password: str, address: str) -> Recognised:
        """Check an identifier and a password, and return their account. It always blocks for one Argon2 verification.

        Raises:
            Problem: `rate_limited`; `credentials_refused`, whichever of the two is wrong.
        """
        canonical = canonical_identifier(identifier)
        counted = canonical or identifier.strip().upper()
        where = origin(self._pepper, counted, address)
        with self._store.read() as transaction:
            account = transaction.scalar(select(Account).where(Account.identifier == (canonical or "")))
            # Also looked up without an account, so that it takes as long.
            whose = account.id if account else uuid4()
            if is_closed(transaction, whose, self._clock.now()):
                account = None
            known = transaction.get(KnownOrigin, where) is not None
            sent = self._old_passwords.chosen(transaction, whose, password)
        attempt = self._guessing.begin(counted, address, known=known)
        right = self._passwords.matches(account.password_hash if account else None, password)
        if account is None or not (right or (sent and account.legacy)):
            self._guessing.failed(attempt)
            raise Problem(CREDENTIALS_REFUSED)
        self._guessing.succeeded(attempt)
        if right:
            return Recognised(account.id, address, where)
        return Recognised(account.id, address, where, sent=sent, hashed=self._passwords.hash_of(password))

    def admit(
        self, transaction: Transaction, person: Recognised, device_name: str | None
    ) -> Session | ChallengeState:
        """Open a session, or send a code where the account asks for one.

        Raises:
            Problem: `too_many_codes`, `credentials_refused` if the password was replaced meanwhile.
        """
        account = transaction.get_one(Account, person.account_id)
        if person.sent is not None:
            self._take_sent(transaction, person)
        if account.code_channel is not None:
            return self._ask_code(transaction, account, account.code_channel, person, device_name)
        self._remember(transaction, person.origin, account.id)
        scope = Scope.MIGRATION if account.legacy else Scope.FULL
        return self._sessions.open(transaction, account.id, scope, device_name)

    def admit_vouched(
        self, transaction: Transaction, account: Account, address: str, device_name: str | None
    ) -> Session | ChallengeState:
        """Open a session for a vouched person, or send a code where the account asks for one.

        Raises:
            Problem: `too_many_codes`.
        """
        where = origin(self._pepper, account.identifier, address)
        return self.admit(transaction, Recognised(account.id, address, where), device_name)

    def confirm(self, transaction: Transaction, challenge_id: UUID, code: str) -> Session:
        """Open the session that waited for a code.

        Raises:
            Problem: see `Challenges.verify`.
        """
        self._challenges.verify(transaction, challenge_id, code, Purpose.SIGN_IN)
        pending = transaction.get_one(PendingSignIn, challenge_id)
        self._remember(transaction, pending.origin, pending.account_id)
        scope = Scope.MIGRATION if pending.account.legacy else Scope.FULL
        return self._sessions.open(transaction, pending.account_id, scope, pending.device_name)

    def _ask_code(
        self,
        transaction: Transaction,
        account: Account,
        channel: Channel,
        person: Recognised,
        device_name: str | None,
    ) -> ChallengeState:
        destination = account.mail if channel is Channel.MAIL else account.phone
        known = transaction.get(KnownOrigin, person.origin) is not None
        challenge = self._challenges.open(
            transaction,
            Purpose.SIGN_IN,
            channel,
            destination,
            subject=self._pepper.hash("sign_in", str(account.id)),
            # A stranger who has the password must not keep its owner from signing in.
            asker=None if known else Asker(person.address, person.origin),
        )
        transaction.add(
            PendingSignIn(
                challenge_id=challenge.challenge_id,
                account_id=account.id,
                device_name=device_name,
                origin=person.origin,
            )
        )
        return challenge

    def _take_sent(self, transaction: Transaction, person: Recognised) -> None:
        """Replace the account's password by the sent one, now that this was used, and notify the holder."""
        account = transaction.get_one(
            Account, person.account_id, with_for_update=True, populate_existing=True
        )
        first = self._old_passwords.use(transaction, person.sent) if person.sent else None
        if first is None or not account.legacy:
            raise Problem(CREDENTIALS_REFUSED)
        if first:
            account.password_hash = person.hashed
            self._notifier.notify_everywhere(transaction, account, password_changed)

    def _remember(self, transaction: Transaction, where: bytes, account_id: UUID) -> None:
        put(transaction, KnownOrigin, hash=where, account_id=account_id, last_seen_at=self._clock.now())


def forget_pending(transaction: Transaction, account_id: UUID) -> None:
    """Delete the sign-ins of an account that wait for a code."""
    waiting = select(PendingSignIn.challenge_id).where(PendingSignIn.account_id == account_id)
    transaction.execute(delete(Challenge).where(Challenge.id.in_(waiting)))
