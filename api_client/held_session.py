"""A session as it is held: its tokens since their last renewal, and what clients beside one another hold together."""

import asyncio
import hmac
import secrets
from math import inf
from time import monotonic, time
from typing import Final, Literal, Protocol
from uuid import UUID
from weakref import WeakSet

from pydantic import SecretStr, ValidationError

from api_client.model import Model, Secret

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


class Holder(Protocol):
    """A client that may have part in a session.

    Attributes:
        listener: what hears of the session.
    """

    listener: SessionListener | None


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


class HeldSession:
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
    def imported(cls, text: SecretStr) -> "HeldSession | None":
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
        self.held: HeldSession | None = None
        self.ended_for: str | None = None
        self.renewals: set[asyncio.Task[None]] = set()
        # Not held: a client that nobody closed goes all the same.
        self.keepers: WeakSet[Holder] = WeakSet()

    def put(self, held: HeldSession, *, by: Holder | None) -> None:
        """Have `held` be in force, and all but the client that opened it hear."""
        if self.held is not None:
            self.held.over = REPLACED
        self.held, self.ended_for = held, None
        for listener in self._listeners(but=by):
            listener.opened()

    def end(self, held: HeldSession, reason: str) -> None:
        """Have `held` be over, and all hear, if it is in force."""
        if self.held is not held:
            return
        held.over, self.held = reason, None
        self.ended_for = None if reason == SIGNED_OUT else reason
        for listener in self._listeners():
            listener.ended(reason)

    def tell_renewed(self, held: HeldSession) -> None:
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

    def _listeners(self, *, but: Holder | None = None) -> list[SessionListener]:
        return [
            keeper.listener
            for keeper in tuple(self.keepers)
            if keeper is not but and keeper.listener is not None
        ]
