"""The tokens of a session, held in memory, and their renewal: once, however many calls meet their end.

Clients that are `beside` one another, such as those of the tabs of one browser, hold one session together: a refresh
token works once, and two clients that each renewed it would end the session for both. Yet each speaks for nobody but
the person that it knows of: where another of them signs in, it has no part in that session before it joins.
"""

import asyncio
import hmac
import secrets
from math import inf
from time import monotonic, time
from typing import Final, Literal, Protocol
from uuid import UUID
from weakref import WeakSet

from pydantic import SecretStr, ValidationError

from api_client.errors import ConnectionFailed, SessionExpired
from api_client.last_answers import LastAnswers, is_kept, last_answer
from api_client.model import Model, Secret
from api_client.transport import Call, Transport

Scope = Literal["full", "migration"]

SIGNED_OUT: Final = "signed_out"
"""Why a session is over that was left, as the API calls it too."""

REPLACED: Final = "replaced"
"""Why a session is over in whose place a client beside has opened another."""

# Seconds before its end at which an access token is renewed: time for a request to reach a slow server.
_EARLY = 10.0
_SEED_BYTES = 32


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


class SessionListener(Protocol):
    """What hears of the session that clients hold together. It is told at once, in the middle of a call."""

    def opened(self) -> None:
        """Take note that a client beside has signed in: this one may join."""

    def renewed(self) -> None:
        """Take note that the tokens are others: what was exported before is out of date."""

    def ended(self, reason: str) -> None:
        """Take note that the session is over, by whichever client; `reason` as the API calls it, may be empty."""


class _Refresh(Model):
    refresh_token: Secret


class _Exported(Model):
    """A session as a text; instants in seconds since 1970, so that another process can read them."""

    session_id: str
    account_id: str
    scope: Scope
    access_token: Secret
    refresh_token: Secret
    seed: Secret
    renew_at: float
    idle_window: float
    idle_deadline: float
    last_moment: float | None


class _Held:
    """A session that is held: the tokens since their last renewal, and until when they are good.

    Attributes:
        session: as the server said last.
        renew_at: when its access token is to be renewed.
        over: why it is over, None while it is not.
    """

    def __init__(self, session: Session, *, asked_at: float, seed: SecretStr | None = None) -> None:
        self.seed = seed or SecretStr(secrets.token_urlsafe(_SEED_BYTES))
        self.renewal: asyncio.Task[None] | None = None
        self.over: str | None = None
        self.idle_window = session.idle_expires_in
        self.last_moment = inf
        self.take(session, asked_at=asked_at)

    def take(self, session: Session, *, asked_at: float) -> None:
        """Take up the tokens that were asked for at that monotonic time."""
        self.session = session
        self.renew_at = asked_at + session.access_expires_in - min(_EARLY, session.access_expires_in / 2)
        self.idle_deadline = asked_at + session.idle_expires_in

    def touch(self, *, asked_at: float) -> None:
        """Take note that something was asked in its name, at that monotonic time: it lives on."""
        self.idle_deadline = max(self.idle_deadline, min(asked_at + self.idle_window, self.last_moment))

    def learn(self, idle_expires_in: float, *, asked_at: float) -> None:
        """Take up what is left of it.

        Asking is activity: to be given less than the whole idle window means that the longest life of a session
        is near its end, which no activity puts off.
        """
        if idle_expires_in < self.idle_window:
            self.last_moment = self.idle_deadline = asked_at + idle_expires_in

    @property
    def renewal_key(self) -> str:
        """The key of the renewal to come.

        It follows from the refresh token, for who knows the seed: asked again after a lost answer, by this process or
        by the next one, it is the same request. Without it a token that is shown twice ends the session.
        """
        seed, token = self.seed.get_secret_value(), self.session.refresh_token.get_secret_value()
        return str(UUID(bytes=hmac.digest(seed.encode(), token.encode(), "sha256")[:16], version=4))

    def exported(self) -> SecretStr:
        """Return it as a text, from which another process goes on."""
        skew = time() - monotonic()
        session = self.session
        text = _Exported(
            session_id=session.session_id,
            account_id=session.account_id,
            scope=session.scope,
            access_token=session.access_token,
            refresh_token=session.refresh_token,
            seed=self.seed,
            renew_at=self.renew_at + skew,
            idle_window=self.idle_window,
            idle_deadline=self.idle_deadline + skew,
            last_moment=None if self.last_moment == inf else self.last_moment + skew,
        )
        return SecretStr(text.model_dump_json())

    @classmethod
    def imported(cls, text: SecretStr) -> "_Held | None":
        """Return the session of an exported text; None for any other text."""
        try:
            said = _Exported.model_validate_json(text.get_secret_value())
        except ValidationError:
            return None
        skew = time() - monotonic()
        session = Session(
            session_id=said.session_id,
            account_id=said.account_id,
            scope=said.scope,
            access_token=said.access_token,
            refresh_token=said.refresh_token,
            access_expires_in=0,
            idle_expires_in=said.idle_window,
        )
        held = cls(session, asked_at=monotonic(), seed=said.seed)
        held.renew_at = said.renew_at - skew
        # What was asked since the text was made has put the end off; the server knows, at the next call.
        held.idle_deadline = said.idle_deadline - skew
        held.last_moment = inf if said.last_moment is None else said.last_moment - skew
        return held


class SharedSession:
    """The session that clients beside one another hold.

    Attributes:
        held: the session in force.
        ended_for: why the last one is over, where it ended by itself.
    """

    def __init__(self) -> None:
        self.held: _Held | None = None
        self.ended_for: str | None = None
        self.renewals: set[asyncio.Task[None]] = set()
        # Not held: a client that nobody closed goes all the same.
        self.keepers: WeakSet[SessionKeeper] = WeakSet()

    def put(self, held: _Held, *, by: "SessionKeeper | None") -> None:
        """Have `held` be in force, and all but the client that opened it hear."""
        if self.held is not None:
            self.held.over = REPLACED
        self.held, self.ended_for = held, None
        for listener in self._listeners(but=by):
            listener.opened()

    def end(self, held: _Held, reason: str) -> None:
        """Have `held` be over, and all hear, if it is in force."""
        if self.held is not held:
            return
        held.over, self.held = reason, None
        self.ended_for = None if reason == SIGNED_OUT else reason
        for listener in self._listeners():
            listener.ended(reason)

    def tell_renewed(self, held: _Held) -> None:
        """Have all hear of other tokens, if they are those of the session in force."""
        if self.held is held:
            for listener in self._listeners():
                listener.renewed()

    async def aclose(self) -> None:
        """Drop the tokens without a word, and whatever renewal is under way."""
        if self.held is not None:
            self.held.over, self.held = "", None
        for renewal in self.renewals:
            renewal.cancel()
        await asyncio.gather(*self.renewals, return_exceptions=True)

    def _listeners(self, *, but: "SessionKeeper | None" = None) -> list[SessionListener]:
        return [
            keeper.listener
            for keeper in tuple(self.keepers)
            if keeper is not but and keeper.listener is not None
        ]


class SessionKeeper:
    """The session that a client has part in, if any, and calls sent in the name of who signed in.

    Attributes:
        listener: what hears of the session.
        looking_back: why nobody is asked, and what was kept of the last session answers; None where calls are sent.
    """

    def __init__(
        self, transport: Transport, shared: SharedSession, *, answers: LastAnswers | None = None
    ) -> None:
        """Have part in no session yet."""
        self._transport = transport
        self._shared = shared
        self._answers = answers
        self.looking_back: ConnectionFailed | None = None
        shared.keepers.add(self)
        self._joined: _Held | None = None
        self.listener: SessionListener | None = None

    @property
    def session(self) -> Session | None:
        """The session in force, if this client has part in it."""
        return self._mine.session if self._mine is not None else None

    @property
    def in_force(self) -> Session | None:
        """The session in force, whether or not this client has part in it."""
        return self._shared.held.session if self._shared.held is not None else None

    @property
    def ended_for(self) -> str | None:
        """Why the last session is over, where it ended by itself and none has begun since; None elsewhere."""
        return self._shared.ended_for

    @property
    def idle_deadline(self) -> float | None:
        """When the session ends if nothing more is asked, on the clock of `time.monotonic`."""
        return self._mine.idle_deadline if self._mine is not None else None

    def keep(self, session: Session, *, asked_at: float) -> None:
        """Take up the session that a sign-in, asked at that monotonic time, opened."""
        self.looking_back = None
        self._joined = _Held(session, asked_at=asked_at)
        self._shared.put(self._joined, by=self)

    def join(self) -> Session | None:
        """Have part in the session in force from now on; return it."""
        self.looking_back = None
        self._joined = self._shared.held
        return self.session

    def learn(self, idle_expires_in: float, *, asked_at: float) -> None:
        """Take up what the server said of the session, in seconds, when it was asked at that monotonic time."""
        if self._mine is not None:
            self._mine.learn(idle_expires_in, asked_at=asked_at)

    def lapse(self, reason: str) -> None:
        """Have the session be over for all, of itself: its time has come."""
        if self._mine is not None:
            self._shared.end(self._mine, reason)

    def exported(self) -> SecretStr | None:
        """Return the session in force as a text; None where there is none."""
        return self._shared.held.exported() if self._shared.held is not None else None

    def take_up(self, exported: SecretStr) -> bool:
        """Put an exported session in force, for all who join; return False for a text that holds none."""
        held = _Held.imported(exported)
        if held is not None:
            self._shared.put(held, by=self)
        return held is not None

    def catch_up(self, exported: SecretStr) -> None:
        """Go on with the tokens of an exported session, where it is the one in force, and newer."""
        held, newer = self._shared.held, _Held.imported(exported)
        if held is None or newer is None or held.renewal is not None:
            return
        if newer.session.session_id == held.session.session_id and newer.renew_at > held.renew_at:
            held.session, held.renew_at = newer.session, newer.renew_at
            held.idle_deadline = max(held.idle_deadline, newer.idle_deadline)

    def close(self) -> None:
        """Have no part in any session, and hear of none."""
        self._shared.keepers.discard(self)
        self._joined, self.listener = None, None

    async def send(self, call: Call) -> bytes:
        """Send a call with a valid access token, renewed before or after as need be.

        Raises:
            SessionExpired: this client has part in no session, or that session is over; the tokens are dropped.
            ClientError: the call itself failed.
        """
        try:
            if self.looking_back is not None:
                raise self.looking_back
            if self._joined is None:
                raise SessionExpired
            content = await self._exchange(call, self._joined)
        except ConnectionFailed as error:
            if self._answers is None:
                raise
            failed = error
        else:
            if self._answers is not None and is_kept(call):
                self._answers.note(call.target, content)
            return content
        return await last_answer(self._answers, call, failed)

    async def leave(self, call: Call) -> bytes:
        """Drop the session for all, then send the call that tells the server.

        Raises:
            SessionExpired: it was over already.
            ClientError: the server was not told.
        """
        held = self._mine
        if held is None:
            raise SessionExpired
        self._shared.end(held, SIGNED_OUT)
        return await self._exchange(call, held, parting=True)

    @property
    def _mine(self) -> _Held | None:
        return self._joined if self._joined is self._shared.held else None

    async def _exchange(self, call: Call, held: _Held, *, parting: bool = False) -> bytes:
        self._check(held, parting=parting)
        tokens = held.session
        if monotonic() >= held.renew_at:
            tokens = await self._renewed(held, tokens, parting=parting)
        try:
            return await self._send(call, held, tokens)
        except SessionExpired:
            # The server's clock and ours disagree, or the token was revoked: the renewal will tell.
            tokens = await self._renewed(held, tokens, parting=parting)
        try:
            return await self._send(call, held, tokens)
        except SessionExpired as error:
            self._shared.end(held, error.reason)
            raise

    def _check(self, held: _Held, *, parting: bool) -> None:
        """Have a call go no further where the person has left, or somebody else has come in."""
        if held.over is not None and not parting:
            raise SessionExpired(reason=held.over)

    async def _send(self, call: Call, held: _Held, tokens: Session) -> bytes:
        asked_at = monotonic()
        content = await self._transport.send(call, bearer=tokens.access_token.get_secret_value())
        held.touch(asked_at=asked_at)
        return content

    async def _renewed(self, held: _Held, stale: Session, *, parting: bool) -> Session:
        self._check(held, parting=parting)
        if held.session is stale:
            if held.renewal is None:
                held.renewal = asyncio.create_task(self._renew(held))
                self._shared.renewals.add(held.renewal)
                held.renewal.add_done_callback(self._renewal_done)
            # Shielded: the renewal serves others too when one of those who wait for it gives up.
            with self._transport.meanwhile():
                await asyncio.shield(held.renewal)
            self._check(held, parting=parting)
        return held.session

    def _renewal_done(self, renewal: "asyncio.Task[None]") -> None:
        self._shared.renewals.discard(renewal)
        if not renewal.cancelled():
            renewal.exception()  # seen, even where all who waited have given up

    async def _renew(self, held: _Held) -> None:
        asked_at = monotonic()
        body = _Refresh(refresh_token=held.session.refresh_token)
        call = Call.of("POST", "v1", "sessions", "refresh", body=body, key=held.renewal_key)
        try:
            session = Session.read(await self._transport.send(call))
        except SessionExpired as error:
            self._shared.end(held, error.reason)
            raise
        finally:
            held.renewal = None
        held.take(session, asked_at=asked_at)
        self._shared.tell_renewed(held)
