"""One person's presence: from the first screen to the sign-out, for one window or one browser tab.

The tabs of one browser have one session, which their clients hold together: who signs in in one of them is here in all,
and who leaves in one has left in all. Each tab hears of it in its own context, for its own page.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextvars import copy_context
from functools import partial
from math import ceil, inf
from time import monotonic
from typing import Final

from api_client import Client, CodeRequired
from api_client.accounts import Me
from api_client.challenges import Challenge
from api_client.errors import (
    ClientError,
    ConnectionFailed,
    Maintenance,
    SessionExpired,
    TimedOut,
    UpdateRequired,
)
from api_client.held_session import REPLACED, SIGNED_OUT, Scope
from app.core import routes
from app.core.account import Account
from app.core.command import Command
from app.core.demonstration import code_of
from app.core.kept_code import KeptWait, asked_code
from app.core.listening import SessionListener
from app.core.routes import PRIVATE, Door, Phase
from app.core.state import Observed
from app.platforms.presence import OneWindow, Presence
from app.platforms.secret_store import DeviceSecret

WARNING_SECONDS = 120
"""How long before its end a session is announced to end (RGAA 13.1)."""

LAST_KNOWN: Final = "last_known"
"""Why it is over to look at what the device knew last: the server can be reached again."""

_TICK_SECONDS = 5
# The server asks again after five minutes; what is typed meanwhile takes its time too.
_FRESH_SECONDS = 4 * 60
_HERE = frozenset({Phase.SIGNED_IN, Phase.MIGRATING})


class Session(Observed):
    """Who is here, and what the program holds for that person alone.

    Attributes:
        phase: how far the person is on the way in.
        wanted: private path to go back to after signing in.
        left: whether the person has just signed out.
        account: who is signed in; dropped when the session ends.
        confirming: whether an old account was just migrated, and the confirmation not left yet.
        challenge: the code asked at sign-in, if one is.
        ended_for: why the last session ended by itself, as the API calls it; empty where the server did not say.
        ends_in: seconds left when the end of the session is near, else None.
        extended: for how many seconds the session was just made to last, at the place where one stands; else None.
        unreached: why the last call reached nobody, if it did not.
        maintenance: what the server said when it closed for maintenance.
        update_required: whether the server no longer speaks to this version.
        clock: counts seconds, from a moment of its own.
        remembered: whether who signed in had this device remember them.
        looking_back: whether who is here has no session, and looks at what the device knew last.
        storage_refused: whether the device could not keep the identifier; said once.
        returns: how often the page was loaded anew: what is shown of the person is read again then.
        demonstration: whether the server sends no real message, and shows those it would have sent.
        resume: comes in where the browser is signed in already.
        greet: asks the server whether it is there.
        extend: has the session last ("Rester connecté").
    """

    def __init__(
        self,
        client: Client,
        *,
        doors: Mapping[str, Door] | None = None,
        device_name: str | None = None,
        presence: Presence | None = None,
        code_store: DeviceSecret | None = None,
        clock: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._client = client
        self._doors = doors or {}
        self.clock = clock
        self._sleep = sleep
        self._watch: asyncio.Task[None] | None = None
        self._device_name = device_name
        self._presence = presence or OneWindow()
        self._kept_code = KeptWait(code_store)
        self._context = copy_context()
        self._coming_in: asyncio.Task[None] | None = None
        self._listener: SessionListener | None = None
        self._was_here: str | None = None
        self._place_is_of_another = False
        self._stood: set[str] = set()
        self.phase = Phase.SIGNED_OUT
        self.wanted: str | None = None
        self.left = False
        self.account: Account | None = None
        self.confirming = False
        self.challenge: Challenge | None = None
        self.ends_in: int | None = None
        self.extended: int | None = None
        self._place = ""
        self.unreached: ConnectionFailed | None = None
        self.maintenance: Maintenance | None = None
        self.update_required = False
        self.ended_for = ""
        self.remembered = False
        self.looking_back = False
        self.storage_refused = False
        self.returns = 0
        self.demonstration = False
        self.resume = Command(self._resume, observe=self.observe)
        self.greet = Command(self._greet, observe=self.observe)
        self.extend = Command(self._extend, observe=self.observe)
        client.listen(self)

    def listen(self, listener: SessionListener) -> None:
        """Tell `listener` from now on of who comes and goes."""
        self._listener = listener

    async def sign_in(self, identifier: str, password: str, *, remember: bool = False) -> None:
        """Present an identifier and a password; `remember` tells whether this device is the person's own.

        Raises:
            ClientError: refused, or no answer.
        """
        self.remembered = False
        outcome = await self._client.sessions.create(
            identifier=identifier, password=password, device_name=self._device_name
        )
        self.remembered = remember
        if isinstance(outcome, CodeRequired):
            self.ask_code(outcome.challenge)
        else:
            await self.enter(outcome.session.scope)

    @property
    def offline(self) -> bool:
        """Whether the last call reached nobody."""
        return self.unreached is not None

    @property
    def fresh(self) -> bool:
        """Whether the password was given so lately that the server does not ask for it again."""
        return self.clock() - self._presence.proven_at < _FRESH_SECONDS

    async def enter(self, scope: Scope, *, proven: bool = True) -> None:
        """Take up the session that the client has just opened, and read whose it is.

        Args:
            scope: what the session is good for.
            proven: whether a password opened it, rather than a fingerprint or a face.

        Raises:
            ClientError: no answer.
        """
        self._presence.proven_at = self.clock() if proven else -inf
        await self._enter(scope, proven=proven, confirming=self.phase is Phase.MIGRATING)

    async def look_back(self, me: Me) -> None:
        """Be here without a session, where nobody can be reached, with what the device knew last of that person."""
        account = Account(self._client, me, observe=self.observe)
        if self._listener is not None:
            await self._listener.entering(account)
        self.account, self.left, self.looking_back = account, False, True
        self.phase = Phase.SIGNED_IN
        if self._listener is not None:
            await self._listener.entered(proven=False)

    def opened(self) -> None:
        """Take note that somebody has signed in in another tab of this browser."""
        self._later(self._follow)

    def renewed(self) -> None:
        """Do nothing: the client has its tokens."""

    def ended(self, reason: str) -> None:
        """Take note that the session is over, for all tabs of this browser."""
        self._later(self._hear_end, reason)

    async def sign_out(self) -> None:
        """Leave: nothing of the person stays, even when the server could not be told."""
        self._leave()
        try:
            await self._client.sessions.end()
        except ClientError as error:
            self.observe(error)

    def reveal_demo_code(self, challenge: Challenge) -> Callable[[], Awaitable[str | None]] | None:
        """Return what shows the code of `challenge` in a demonstration, where no message carries it; None elsewhere."""
        return code_of(self._client, challenge) if self.demonstration else None

    def give_up_code(self) -> None:
        """Go back from the code to the identifier and password."""
        self._drop_code()
        self.phase = Phase.SIGNED_OUT

    async def recall_code(self) -> None:
        """Wait for the code that was waited for here when the program went, if it still holds."""
        asked = await asked_code(self._kept_code)
        if asked is not None and self.phase in {Phase.SIGNED_OUT, Phase.ENDED}:
            self.wanted = asked.wanted
            self.challenge, self.phase = asked.challenge, Phase.CODE_ASKED

    def want(self, route: str) -> None:
        """Lead to `route` after signing in."""
        self.wanted = route

    def leave_confirmation(self) -> None:
        """Show the account as ever: the confirmation of the migration has been read."""
        self.confirming = False

    def note_storage_refused(self) -> None:
        """Take note that the device could not keep the identifier."""
        self.storage_refused = True

    def come_back(self) -> None:
        """Take note that the page was loaded anew."""
        self.returns += 1

    def destination(self, route: str) -> str | None:
        """Return where a person who stands at `route` must go instead, None to stay."""
        if self._place_is_of_another and self.phase is Phase.SIGNED_IN and routes.is_private(route):
            return None if routes.path_of(route) == routes.HOME else routes.HOME
        return routes.redirect(self._door(route), self.phase, wanted=self.wanted, left=self.left)

    def visit(self, route: str) -> str | None:
        """Note that the person stands at `route`; return where to go instead, None to stay.

        Who comes back from the code to the sign-in has given it up: led to the code again, they could never leave it.
        """
        if self.phase is Phase.CODE_ASKED and self._place == routes.CODE and route == routes.SIGN_IN:
            self.give_up_code()
        target = self.destination(route)
        private = self._door(route) is PRIVATE
        if route != self._place:
            self._place, self.extended = route, None
        if private and self.phase is Phase.ENDED:
            self.wanted = route
        elif private and self.phase is Phase.SIGNED_OUT and not self.left:
            # The way back leads a stranger through the places of who has signed out.
            self.wanted = route if routes.path_of(route) not in self._stood else None
        elif self.phase is Phase.SIGNED_IN and (private or route == self.wanted):
            self.wanted = None  # arrived
        if target is None:
            self._place_is_of_another = False
        if private and self.phase is Phase.SIGNED_IN:
            self._stood.add(routes.path_of(route))
        if not private and target is None:
            self.left = False  # arrived at the welcome, or elsewhere
        return target

    def _door(self, route: str) -> Door:
        return routes.door_of(route, self._doors)

    def observe(self, error: ClientError | None) -> None:
        """Take note of how a call went."""
        slow = isinstance(error, TimedOut)
        self.unreached = error if isinstance(error, ConnectionFailed) and not slow else None
        self.maintenance = error if isinstance(error, Maintenance) else None
        if error is None or isinstance(error, UpdateRequired):
            self.update_required = error is not None
        if isinstance(error, SessionExpired):
            self._hear_end(error.reason)

    def close(self) -> None:
        """Stop what runs in the background: the window is gone."""
        self._stop_watching()
        if self._coming_in is not None:
            self._coming_in.cancel()
            self._coming_in = None

    async def _greet(self) -> None:
        self.demonstration = (await self._client.service.health()).demo
        if self.looking_back:
            self._expire(LAST_KNOWN)
        if self.phase is Phase.SIGNED_OUT and self._client.joinable:
            await self.resume.run()  # the server could not be reached before

    async def _resume(self) -> None:
        """Come in as whoever the browser is signed in for; where their session has ended by itself, say so."""
        scope = self._client.join()
        if scope is None and self.phase is Phase.SIGNED_OUT and self._client.ended_for is not None:
            self._expire(self._client.ended_for)
        while scope is not None:
            try:
                await self._enter(scope, proven=False, elsewhere=True)
            except SessionExpired as error:
                scope = self._client.join()  # somebody else may have come in meanwhile
                if scope is None:
                    self._end(error.reason)
                    raise
            except ClientError:
                if self.account is None:
                    self.phase = Phase.SIGNED_OUT
                raise
            else:
                scope = None if self._client.signed_in else self._client.join()

    async def _enter(
        self, scope: Scope, *, proven: bool, confirming: bool = False, elsewhere: bool = False
    ) -> None:
        """Read whose the session is, and have them be here.

        Args:
            scope: what the session is good for.
            proven: whether the password has just been given here.
            confirming: whether a migration has just been completed here.
            elsewhere: whether another tab opened it.

        Raises:
            SessionExpired: it was over before they were here.
            ClientError: no answer.
        """
        session_id = self._client.session_id
        account = None
        if scope == "full":
            account = Account(self._client, await self._client.accounts.me(), observe=self.observe)
        if self._listener is not None:
            await self._listener.entering(account)
        if session_id is None or self._client.session_id != session_id:
            # Another tab was faster: they have left, or somebody else has come in.
            if self._listener is not None:
                self._listener.gone(ended=None)
            raise SessionExpired(reason=SIGNED_OUT)
        if account is not None and self._was_here not in {None, account.me.account_id}:
            self.wanted = None  # where somebody else stood
            self._place_is_of_another = elsewhere
        self._was_here = None
        self._drop_code()
        self.account, self.left = account, False
        self.confirming = account is not None and confirming
        self.phase = Phase.SIGNED_IN if account else Phase.MIGRATING
        self._stop_watching()
        self._watch = asyncio.create_task(self._watch_deadline())
        if self._listener is not None:
            await self._listener.entered(proven=proven)

    def _later(self, hear: Callable[..., None], *said: str) -> None:
        """Have what another tab did be heard in the context of this one, where its page can be drawn."""
        asyncio.get_running_loop().call_soon(partial(hear, *said), context=self._context)

    def _follow(self) -> None:
        """Come in as who has signed in in another tab; what is shown of anybody else goes first."""
        if self._client.signed_in:
            return
        if self.phase in _HERE:
            self._set_aside()
        elif self._listener is not None:
            self._listener.overtaken()
        self._coming_in = asyncio.create_task(self.resume.run())

    def _hear_end(self, reason: str) -> None:
        # While the client has part in a session, what has ended is the one before it.
        if self.phase in _HERE and not self._client.signed_in:
            self._end(reason)

    def _end(self, reason: str) -> None:
        if reason == SIGNED_OUT:
            self._leave()
        elif reason == REPLACED:
            self._set_aside()
        else:
            self._expire(reason)

    async def _extend(self) -> None:
        current = await self._client.sessions.current()
        self.ends_in, self.extended = None, ceil(current.idle_expires_in)

    def ask_code(self, challenge: Challenge) -> None:
        """Wait for the code that was sent, for an account that asks for one at each sign-in."""
        self.challenge, self.phase = challenge, Phase.CODE_ASKED
        self.keep_code(challenge)

    def keep_code(self, challenge: Challenge) -> None:
        """Have the device keep which code is waited for."""
        self._kept_code.keep(challenge, wanted=self.wanted)

    def _drop_code(self) -> None:
        if self.challenge is not None:
            self._kept_code.wipe()
        self.challenge = None

    async def _watch_deadline(self) -> None:
        """Announce the end of the session before it comes, and end it when it does."""
        while (deadline := self._client.idle_deadline) is not None:
            if (left := deadline - self.clock()) <= 0:
                self._client.lapse("idle")
                self._expire("idle")
                return
            near = left <= WARNING_SECONDS
            self.ends_in = ceil(left) if near else None
            if near:
                self.extended = None
            await self._sleep(min(_TICK_SECONDS, left) if near else left - WARNING_SECONDS)

    def _stop_watching(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None

    def _leave(self) -> None:
        self._forget()
        self._was_here = None
        self.left, self.wanted, self.phase = True, None, Phase.SIGNED_OUT

    def _expire(self, reason: str) -> None:
        self._set_aside()
        self.ended_for = reason
        self.phase = Phase.ENDED

    def _set_aside(self) -> None:
        """Show nothing of the person any more; what they typed waits for them."""
        if self.account is not None:
            self._was_here = self.account.me.account_id
        self._forget(ended=self._was_here)

    def _forget(self, *, ended: str | None = None) -> None:
        self._stop_watching()
        self._drop_code()
        self.account, self.ends_in = None, None
        self.extended = None
        self.confirming = self.remembered = self.looking_back = False
        self._client.look_back(None)
        if self._listener is not None:
            self._listener.gone(ended=ended)
