"""Calls in the name of who signed in, and the renewal of their tokens: once, however many calls meet their end.

Clients that are `beside` one another, such as those of the tabs of one browser, hold one session together: a refresh
token works once, and two clients that each renewed it would end the session for both. Yet each speaks for nobody but
the person that it knows of: where another of them signs in, it has no part in that session before it joins.
"""

import asyncio
from time import monotonic

from pydantic import SecretStr

from api_client.errors import ConnectionFailed, SessionExpired
from api_client.held_session import SIGNED_OUT, HeldSession, Session, SessionListener, SharedSession
from api_client.last_answers import LastAnswers, is_kept, last_answer
from api_client.model import Model, Secret
from api_client.transport import Call, Transport


class _Refresh(Model):
    refresh_token: Secret


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
        self._joined: HeldSession | None = None
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
        self._joined = HeldSession(session, asked_at=asked_at)
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
        held = HeldSession.imported(exported)
        if held is not None:
            self._shared.put(held, by=self)
        return held is not None

    def catch_up(self, exported: SecretStr) -> None:
        """Go on with the tokens of an exported session, where it is the one in force, and newer."""
        held, newer = self._shared.held, HeldSession.imported(exported)
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
            failed = error
        else:
            self.note(call, content)
            return content
        return await self.recall(call, failed)

    @property
    def keeps(self) -> bool:
        """Whether the device keeps what the person reads."""
        return self._answers is not None and self._answers.keeps

    def note(self, call: Call, content: bytes) -> None:
        """Have the device keep what was read by a call, if it is of what is kept."""
        if self._answers is not None and is_kept(call):
            self._answers.note(call.target, content)

    async def recall(self, call: Call, error: ConnectionFailed) -> bytes:
        """Return what was read last by a call that failed, where its caller takes what is old.

        Raises:
            ConnectionFailed: `error`, where they do not, or nothing is kept.
        """
        return await last_answer(self._answers, call, error)

    async def has_kept(self, call: Call) -> bool:
        """Return whether the device keeps what was read by a call."""
        return self._answers is not None and await self._answers.find(call.target) is not None

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
    def _mine(self) -> HeldSession | None:
        return self._joined if self._joined is self._shared.held else None

    async def _exchange(self, call: Call, held: HeldSession, *, parting: bool = False) -> bytes:
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

    def _check(self, held: HeldSession, *, parting: bool) -> None:
        """Have a call go no further where the person has left, or somebody else has come in."""
        if held.over is not None and not parting:
            raise SessionExpired(reason=held.over)

    async def _send(self, call: Call, held: HeldSession, tokens: Session) -> bytes:
        asked_at = monotonic()
        content = await self._transport.send(call, bearer=tokens.access_token.get_secret_value())
        held.touch(asked_at=asked_at)
        return content

    async def _renewed(self, held: HeldSession, stale: Session, *, parting: bool) -> Session:
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

    async def _renew(self, held: HeldSession) -> None:
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
