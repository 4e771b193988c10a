"""Sessions: opened, recognised by their tokens, refreshed and ended."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID, uuid4

from pydantic import BaseModel
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session as Transaction

from server.clock import Clock
from server.crypto.tokens import new_token, token_hash
from server.db import Store
from server.feature import Features
from server.http.problems import Problem
from server.people.reach import Reach
from server.services import Services
from server.sessions.rules import ACCESS_LIFE, LEFT, SESSION_EXPIRED, SESSION_LIFE, End, Lifetime, Scope
from server.sessions.tables import AccessToken, DeviceKey, RefreshToken, SignedSession
from server.settings import Settings


class Session(BaseModel):
    """A session with its tokens, which the client gets once. Durations are in seconds."""

    session_id: UUID
    access_token: str
    refresh_token: str
    access_expires_in: int
    idle_expires_in: int
    scope: Scope
    account_id: UUID


@dataclass(frozen=True, slots=True)
class Signed:
    """The session of a request. `idle_expires_in` is in seconds."""

    session_id: UUID
    account_id: UUID
    scope: Scope
    reach: Reach
    idle_expires_in: int


class Sessions:
    """The service of sessions."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        lifetime: Lifetime,
        left: Sequence[Callable[[Transaction, UUID], None]] = (),
        ended: Sequence[Callable[[Transaction, UUID], None]] = (),
    ) -> None:
        self._store = store
        self._clock = clock
        self._lifetime = lifetime
        self._left = left
        self._ended = ended

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(
            store=services[Store],
            clock=services[Clock],
            lifetime=Lifetime(timedelta(seconds=services[Settings].session_idle_seconds)),
            left=services[Features].each(lambda feature: feature.session_left),
            ended=services[Features].each(lambda feature: feature.sessions_ended),
        )

    def open(
        self,
        transaction: Transaction,
        account_id: UUID,
        scope: Scope,
        device_name: str | None,
        *,
        device_key_id: UUID | None = None,
    ) -> Session:
        """Open a session, with new tokens; `device_key_id` names the key that opened it in place of the password."""
        now = self._clock.now()
        session = SignedSession(
            id=uuid4(),
            account_id=account_id,
            scope=scope,
            device_name=device_name,
            created_at=now,
            last_seen_at=now,
            device_key_id=device_key_id,
        )
        transaction.add(session)
        transaction.flush()
        return self._issue(transaction, session, now)

    def refresh(self, transaction: Transaction, refresh_token: str) -> Session:
        """Exchange a refresh token for new tokens. This does not count as activity, because a timer may do it.

        Raises:
            Problem: `session_expired`; a token that was used before ends the whole session.
        """
        now = self._clock.now()
        token = transaction.scalar(
            select(RefreshToken).where(RefreshToken.hash == token_hash(refresh_token)).with_for_update()
        )
        if token is None:
            raise Problem(SESSION_EXPIRED)
        self._check(token.session, now)
        if token.used_at is not None:
            token.session.ended_at, token.session.ended_for = now, End.TOKEN_REUSED
            raise Problem(SESSION_EXPIRED, commits=True, reason=End.TOKEN_REUSED)
        token.used_at = now
        return self._issue(transaction, token.session, now)

    def recognise(self, access_token: str, *, always_touch: bool = False) -> Signed:
        """Return the session of an access token; this counts as activity.

        Raises:
            Problem: `session_expired`.
        """
        now = self._clock.now()
        with self._store.read() as transaction:
            token = transaction.get(AccessToken, token_hash(access_token))
            if token is None or now >= token.expires_at:
                raise Problem(SESSION_EXPIRED)
            session = token.session
            self._check(session, now)
        if always_touch or self._is_unseen(session, now):
            # Most calls only read: none waits for the disk. What a power cut loses ends a session that much sooner.
            with self._store.write(durable=False) as transaction:
                current = transaction.get(SignedSession, session.id, with_for_update=True)
                if current is None:
                    raise Problem(SESSION_EXPIRED)
                self._check(current, now)
                # A screen asks several things at once: the first has written it, and the others write nothing.
                if always_touch or self._is_unseen(current, now):
                    current.last_seen_at = max(current.last_seen_at, now)
        remaining = self._lifetime.remaining(created_at=session.created_at, last_seen_at=now, now=now)
        return Signed(
            session_id=session.id,
            account_id=session.account_id,
            scope=session.scope,
            reach=session.reach,
            idle_expires_in=int(remaining.total_seconds()) if remaining else 0,
        )

    def _is_unseen(self, session: SignedSession, now: datetime) -> bool:
        """Return whether the activity that is stored is so old that this one is to be."""
        return now - session.last_seen_at >= self._lifetime.precision

    def end(self, transaction: Transaction, session_id: UUID, reason: End) -> None:
        """End a session: its tokens no longer work, and its device is told why."""
        session = transaction.get_one(SignedSession, session_id)
        if session.ended_at is None:
            session.ended_at, session.ended_for = self._clock.now(), reason
            if reason in LEFT:
                for forget in self._left:
                    forget(transaction, session_id)

    def end_all(
        self, transaction: Transaction, account_id: UUID, reason: End, *, but: UUID | None = None
    ) -> None:
        """End every session of an account except one, with the keys of those devices and what features store beside."""
        others = (
            update(SignedSession)
            .where(SignedSession.account_id == account_id, SignedSession.ended_at.is_(None))
            .values(ended_at=self._clock.now(), ended_for=reason)
        )
        keys = delete(DeviceKey).where(DeviceKey.account_id == account_id)
        if but is not None:
            others = others.where(SignedSession.id != but)
            kept = select(SignedSession.device_key_id).where(
                SignedSession.id == but, SignedSession.device_key_id.is_not(None)
            )
            keys = keys.where(DeviceKey.id.not_in(kept))
        transaction.execute(others)
        transaction.execute(keys)
        for forget in self._ended:
            forget(transaction, account_id)

    def drop_key(self, transaction: Transaction, session_id: UUID) -> None:
        """Delete the key of a session's device, if it has one."""
        key_id = transaction.get_one(SignedSession, session_id).device_key_id
        if key_id is not None:
            transaction.execute(
                update(SignedSession).where(SignedSession.device_key_id == key_id).values(device_key_id=None)
            )
            transaction.execute(delete(DeviceKey).where(DeviceKey.id == key_id))

    def alive(self, transaction: Transaction, session_id: UUID) -> SignedSession:
        """Return a session, locked so that nobody ends it before the transaction does.

        Raises:
            Problem: `session_expired` if it was ended since the request came in.
        """
        session = transaction.get(SignedSession, session_id, with_for_update=True, populate_existing=True)
        if session is None:
            raise Problem(SESSION_EXPIRED)
        self._check(session, self._clock.now())
        return session

    def living(self, transaction: Transaction, account_id: UUID) -> list[SignedSession]:
        """Return the sessions of an account that have not ended, the most recently seen first."""
        now = self._clock.now()
        found = transaction.scalars(
            select(SignedSession)
            .where(SignedSession.account_id == account_id, SignedSession.ended_at.is_(None))
            .order_by(SignedSession.last_seen_at.desc())
        )
        return [session for session in found if self._remaining(session, now) is not None]

    def _issue(self, transaction: Transaction, session: SignedSession, now: datetime) -> Session:
        access, refresh = new_token(), new_token()
        transaction.add_all(
            (
                AccessToken(hash=token_hash(access), session_id=session.id, expires_at=now + ACCESS_LIFE),
                RefreshToken(hash=token_hash(refresh), session_id=session.id),
            )
        )
        remaining = self._remaining(session, now)
        return Session(
            session_id=session.id,
            access_token=access,
            refresh_token=refresh,
            access_expires_in=int(ACCESS_LIFE.total_seconds()),
            idle_expires_in=int(remaining.total_seconds()) if remaining else 0,
            scope=session.scope,
            account_id=session.account_id,
        )

    def _check(self, session: SignedSession, now: datetime) -> None:
        """Check that a session has not ended.

        Raises:
            Problem: `session_expired`, with the reason: only the former owner of the session has its tokens.
        """
        if self._remaining(session, now) is not None:
            return
        if session.ended_at is not None:
            reason = session.ended_for
        else:
            reason = End.TOO_LONG if now >= session.created_at + SESSION_LIFE else End.IDLE
        # None for a session that an older server ended.
        raise Problem(SESSION_EXPIRED, reason=reason)

    def _remaining(self, session: SignedSession, now: datetime) -> timedelta | None:
        if session.ended_at is not None:
            return None
        return self._lifetime.remaining(
            created_at=session.created_at, last_seen_at=session.last_seen_at, now=now
        )
