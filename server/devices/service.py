"""The devices of a person: those signed in, and those that a fingerprint or a face unlocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import delete, select

from server.clock import Clock
from server.crypto.tokens import new_token, token_hash
from server.http.kinds import NOT_FOUND
from server.http.problems import Problem
from server.people.closing import is_closed
from server.sessions.rules import CREDENTIALS_REFUSED, End, Scope
from server.sessions.service import Sessions
from server.sessions.tables import DeviceKey, SignedSession

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.services import Services
    from server.sessions.service import Session, Signed


@dataclass(frozen=True, slots=True)
class Device:
    """A device, identified by its session, or by its key where no session is open."""

    session_id: UUID
    device_name: str | None
    created_at: datetime
    last_seen_at: datetime
    current: bool
    unlocks: bool


class Devices:
    """The service of devices."""

    def __init__(self, clock: Clock, sessions: Sessions) -> None:
        self._clock = clock
        self._sessions = sessions

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(clock=services[Clock], sessions=services[Sessions])

    def of(self, transaction: Transaction, person: Signed) -> list[Device]:
        """Return every device of the account: this one, then the most recently seen."""
        keys = {key.id: key for key in self._keys(transaction, person.account_id)}
        found = []
        for session in self._sessions.living(transaction, person.account_id):
            key = keys.pop(session.device_key_id, None) if session.device_key_id else None
            found.append(
                Device(
                    session_id=session.id,
                    device_name=session.device_name,
                    created_at=min(session.created_at, key.created_at) if key else session.created_at,
                    last_seen_at=session.last_seen_at,
                    current=session.id == person.session_id,
                    unlocks=key is not None,
                )
            )
        found.extend(
            Device(
                session_id=key.id,
                device_name=key.device_name,
                created_at=key.created_at,
                last_seen_at=key.last_used_at,
                current=False,
                unlocks=True,
            )
            for key in keys.values()
        )
        return sorted(found, key=lambda device: (device.current, device.last_seen_at), reverse=True)

    def remove(self, transaction: Transaction, person: Signed, device_id: UUID) -> None:
        """End the session of a device and delete its key: it needs the password to sign in again.

        Raises:
            Problem: `not_found`, also for another person's device.
        """
        session = transaction.get(SignedSession, device_id)
        if session is not None and session.account_id == person.account_id and session.ended_at is None:
            self._sessions.drop_key(transaction, session.id)
            self._sessions.end(transaction, session.id, End.ELSEWHERE)
            return
        key = transaction.get(DeviceKey, device_id)
        if key is None or key.account_id != person.account_id:
            raise Problem(NOT_FOUND)
        transaction.execute(delete(DeviceKey).where(DeviceKey.id == key.id))

    def make_key(self, transaction: Transaction, person: Signed) -> str:
        """Make the key of this session's device, in place of an earlier one, and return its token."""
        session = self._sessions.alive(transaction, person.session_id)
        now = self._clock.now()
        self._sessions.drop_key(transaction, session.id)
        token = new_token()
        key = DeviceKey(
            id=uuid4(),
            account_id=person.account_id,
            token_hash=token_hash(token),
            device_name=session.device_name,
            created_at=now,
            last_used_at=now,
        )
        transaction.add(key)
        transaction.flush()
        session.device_key_id = key.id
        return token

    def drop_key(self, transaction: Transaction, person: Signed) -> None:
        """Delete the key of this session's device."""
        self._sessions.drop_key(transaction, person.session_id)

    def unlock(self, transaction: Transaction, token: str) -> Session:
        """Open a session with a device's token. Fingerprint or face replaces the code at sign-in.

        Raises:
            Problem: `credentials_refused`.
        """
        query = select(DeviceKey).where(DeviceKey.token_hash == token_hash(token)).with_for_update()
        key = transaction.scalar(query)
        if key is None or is_closed(transaction, key.account_id, self._clock.now()):
            raise Problem(CREDENTIALS_REFUSED)
        # One session a device: the earlier one ends.
        for session in self._sessions.living(transaction, key.account_id):
            if session.device_key_id == key.id:
                self._sessions.end(transaction, session.id, End.OPENED_AGAIN)
        key.last_used_at = self._clock.now()
        return self._sessions.open(
            transaction, key.account_id, Scope.FULL, key.device_name, device_key_id=key.id
        )

    def _keys(self, transaction: Transaction, account_id: UUID) -> list[DeviceKey]:
        return list(transaction.scalars(select(DeviceKey).where(DeviceKey.account_id == account_id)))
