"""The tokens of a session, held in memory, and their renewal: once, however many calls meet their end."""

import asyncio
from dataclasses import dataclass, field
from math import inf
from time import monotonic
from typing import Literal
from uuid import uuid4

from pydantic import SecretStr

from api_client.errors import SessionExpired
from api_client.model import Model, Secret
from api_client.transport import Call, Transport

Scope = Literal["full", "migration"]

# Seconds before its end at which an access token is renewed: time for a request to reach a slow server.
_EARLY = 10.0


class Session(Model):
    """A session just opened or renewed; delays in seconds.

    `scope` is `migration` for an old account (8-digit password): only the migration is open to it.
    """

    session_id: str
    account_id: str
    scope: Scope
    access_token: SecretStr
    refresh_token: SecretStr
    access_expires_in: float
    idle_expires_in: float


class _Refresh(Model):
    refresh_token: Secret


@dataclass(slots=True, eq=False)
class _Tokens:
    """The tokens of a session since their last renewal. `family` is the sign-in that they come from."""

    session: Session
    renew_at: float
    family: object
    # After a lost answer, asking again must carry the first try's key: without it, a refresh token that is
    # shown twice ends the session.
    key: str = field(default_factory=lambda: str(uuid4()), repr=False)
    renewal: "asyncio.Task[_Tokens] | None" = None


class SessionKeeper:
    """The session of the person who signed in, if anybody did, and calls sent in their name."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._tokens: _Tokens | None = None
        self._renewals: set[asyncio.Task[_Tokens]] = set()
        self._idle_window = 0.0
        self._idle_deadline = 0.0
        self._last_moment = inf

    @property
    def session(self) -> Session | None:
        """The session in force, if somebody is signed in."""
        return self._tokens.session if self._tokens else None

    @property
    def idle_deadline(self) -> float | None:
        """When the session ends if nothing more is asked, on the clock of `time.monotonic`."""
        return self._idle_deadline if self._tokens else None

    def keep(self, session: Session, *, asked_at: float) -> None:
        """Take up the session that a sign-in, asked at that monotonic time, opened."""
        self._idle_window = session.idle_expires_in
        self._last_moment = inf
        self._hold(session, asked_at=asked_at, family=object())

    def learn(self, idle_expires_in: float, *, asked_at: float) -> None:
        """Take up what the server said of the session, in seconds, when it was asked at that monotonic time.

        Asking is activity: to be given less than the whole idle window means that the longest life of a session
        is near its end, which no activity puts off.
        """
        if idle_expires_in < self._idle_window:
            self._last_moment = self._idle_deadline = asked_at + idle_expires_in

    def forget(self) -> None:
        """Drop the tokens."""
        self._tokens = None

    async def aclose(self) -> None:
        """Drop the tokens and whatever renewal is under way."""
        self.forget()
        for renewal in self._renewals:
            renewal.cancel()
        await asyncio.gather(*self._renewals, return_exceptions=True)

    async def send(self, call: Call) -> bytes:
        """Send a call with a valid access token, renewed before or after as need be.

        Raises:
            SessionExpired: nobody is signed in, or the session is over; the tokens are dropped.
            ClientError: the call itself failed.
        """
        tokens = self._tokens
        if tokens is None:
            raise SessionExpired
        if monotonic() >= tokens.renew_at:
            tokens = await self._renewed(tokens)
        try:
            return await self._send(call, tokens)
        except SessionExpired:
            # The server's clock and ours disagree, or the token was revoked: the renewal will tell.
            tokens = await self._renewed(tokens)
        try:
            return await self._send(call, tokens)
        except SessionExpired:
            self._drop(tokens)
            raise

    async def _send(self, call: Call, tokens: _Tokens) -> bytes:
        asked_at = monotonic()
        content = await self._transport.send(call, bearer=tokens.session.access_token.get_secret_value())
        if self._same_session(tokens):
            deadline = min(asked_at + self._idle_window, self._last_moment)
            self._idle_deadline = max(self._idle_deadline, deadline)
        return content

    async def _renewed(self, stale: _Tokens) -> _Tokens:
        if not self._same_session(stale):
            # Signed out meanwhile, or signed in as somebody else, in whose name this call must not go on.
            raise SessionExpired
        if self._tokens is not stale and self._tokens is not None:
            return self._tokens
        if stale.renewal is None:
            stale.renewal = asyncio.create_task(self._renew(stale))
            self._renewals.add(stale.renewal)
            stale.renewal.add_done_callback(self._renewal_done)
        # Shielded: the renewal serves others too when one of those who wait for it gives up.
        return await asyncio.shield(stale.renewal)

    def _renewal_done(self, renewal: asyncio.Task[_Tokens]) -> None:
        self._renewals.discard(renewal)
        if not renewal.cancelled():
            renewal.exception()  # seen, even where all who waited have given up

    async def _renew(self, stale: _Tokens) -> _Tokens:
        asked_at = monotonic()
        body = _Refresh(refresh_token=stale.session.refresh_token)
        call = Call.of("POST", "v1", "sessions", "refresh", body=body, key=stale.key)
        try:
            session = Session.read(await self._transport.send(call))
        except SessionExpired:
            self._drop(stale)
            raise
        finally:
            stale.renewal = None
        if not self._same_session(stale):
            raise SessionExpired
        return self._hold(session, asked_at=asked_at, family=stale.family)

    def _hold(self, session: Session, *, asked_at: float, family: object) -> _Tokens:
        early = min(_EARLY, session.access_expires_in / 2)
        self._tokens = _Tokens(session, asked_at + session.access_expires_in - early, family)
        self._idle_deadline = asked_at + session.idle_expires_in
        return self._tokens

    def _same_session(self, tokens: _Tokens) -> bool:
        return self._tokens is not None and self._tokens.family is tokens.family

    def _drop(self, tokens: _Tokens) -> None:
        if self._same_session(tokens):
            self._tokens = None
