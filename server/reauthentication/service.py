"""Reauthentication: before a change to what protects the account, the password is given again, unless it just was."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from server.clock import Clock
from server.crypto.passwords import Passwords
from server.db import Store
from server.http.problems import Problem
from server.limits.guessing import Guessing
from server.people.tables import Account
from server.reauthentication.rules import PASSWORD_REFUSED, PASSWORD_REQUIRED
from server.sessions.rules import SESSION_EXPIRED
from server.sessions.tables import DeviceKey, SignedSession

if TYPE_CHECKING:
    from typing import Self

    from pydantic import SecretStr

    from server.services import Services
    from server.sessions.service import Signed

FRESH = timedelta(minutes=5)


class Reauthentication:
    """The service of reauthentication."""

    def __init__(self, store: Store, clock: Clock, guessing: Guessing, passwords: Passwords) -> None:
        self._store = store
        self._clock = clock
        self._guessing = guessing
        self._passwords = passwords

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(
            store=services[Store],
            clock=services[Clock],
            guessing=services[Guessing],
            passwords=services[Passwords],
        )

    def check(self, person: Signed, password: SecretStr | None, address: str, *, always: bool = False) -> str:
        """Check the password of the person who is signed in. With a password it blocks for one Argon2 verification.

        Guesses are slowed as at sign-in, and counted apart: a stranger with an open session must not be able to keep
        its owner from signing in.

        Args:
            person: whose session it is.
            password: what was typed; None where the sign-in is said to be fresh enough.
            address: of the client.
            always: whether a fresh sign-in is not enough.

        Returns:
            The hash of the password that holds now: it must still hold when the change is written.

        Raises:
            Problem: `password_required`, `password_refused`, `rate_limited`, `session_expired`.
        """
        with self._store.read() as transaction:
            account = transaction.get(Account, person.account_id)
            session = transaction.get(SignedSession, person.session_id)
            if account is None or session is None:
                raise Problem(SESSION_EXPIRED)
            key = transaction.get(DeviceKey, session.device_key_id) if session.device_key_id else None
        if password is None:
            # A fingerprint opened the session: no password was said, however fresh it is.
            said = key is None or key.created_at >= session.created_at
            if always or not said or self._clock.now() - session.created_at > FRESH:
                raise Problem(PASSWORD_REQUIRED)
            return account.password_hash
        counted = f"proof {account.id}"
        attempt = self._guessing.begin(counted, address, known=True)
        if not self._passwords.matches(account.password_hash, password.get_secret_value()):
            self._guessing.failed(attempt)
            raise Problem(PASSWORD_REFUSED)
        self._guessing.succeeded(attempt)
        return account.password_hash
