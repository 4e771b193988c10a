"""State of a sign-in through FranceConnect: the browser's way there and back, and what came of it."""

import asyncio
from collections.abc import Awaitable, Callable
from enum import Enum, auto
from functools import partial
from typing import Self
from urllib.parse import parse_qs

from flet import Observable
from pydantic import SecretStr

from api_client import Client
from api_client.enrolments import Element, Vouched
from api_client.errors import ClientError, FranceConnectExpired
from api_client.franceconnect import (
    Authorization,
    JoinProof,
    Link,
    Unjoined,
    VouchedCode,
    VouchedSession,
    new_verifier,
)
from app.core import routes
from app.core.command import Command
from app.core.resource import Resource
from app.core.routes import Phase
from app.core.scope import PageScope
from app.core.session import Session
from app.franceconnect.paths import FRANCECONNECT
from app.franceconnect.pending import VERIFIER_ENTRY, Begun, Kept
from app.platforms.browser import Browser
from app.platforms.secret_store import DeviceSecret
from app.steps.code import Code

__all__ = ["Ending", "FranceConnect", "Link", "Stage", "Unjoined", "Vouched"]


class Stage(Enum):
    """Where one stands."""

    NOTHING = auto()
    WAITING = auto()
    """The person is in the browser."""
    ENDED = auto()
    """It came to nothing."""
    CHECKING = auto()
    """What the browser brought is being looked at, or could not be."""
    FOUND = auto()
    """Somebody was vouched for, and chooses how to go on."""
    ENTERED = auto()
    """Signed in."""


class Ending(Enum):
    """Why it came to nothing."""

    DENIED = "denied"
    UNAVAILABLE = "unavailable"
    FAILED = "failed"
    EXPIRED = "expired"
    ELSEWHERE = "elsewhere"
    """The person's FranceConnect is joined to another account than the one signed in to."""


class FranceConnect(Observable):
    """One sign-in through FranceConnect at a time.

    What belongs to it goes with the person: nothing is left of it once the session ended.

    Attributes:
        available: whether the server offers it; nothing of it is shown where it does not.
        waiting: the sign-in that the browser is in.
        ending: why the last one came to nothing.
        vouched: who was vouched for.
        case: what FranceConnect's answer calls for, where it opened no session.
        joining: whether the next sign-in with a password joins the account to FranceConnect.
        joined: whether the account was joined just now.
        proof: the code that went to the contact of the account, where one thing is otherwise in it.
        differs: what is.
        linked: whether the account of the person signed in is joined.
        look: asks whether it is offered.
        begin: starts, or starts again.
        cancel: gives up.
        exchange: has the server say who was vouched for.
        create: begins an account with what was vouched for.
        join: joins the account signed in to.
        leave: undoes the joining.
    """

    def __init__(
        self,
        client: Client,
        session: Session,
        begin_enrolment: Callable[[SecretStr], Awaitable[None]],
        browser: Browser,
        keeper: DeviceSecret | None,
        *,
        device_name: str | None = None,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        """Make the state.

        Args:
            client: speaks for the person.
            session: who is here; it tells of who comes and goes.
            begin_enrolment: begins an enrolment with the ticket of who was vouched for.
            browser: goes to FranceConnect.
            keeper: where the device keeps the verifier while this program may be gone; None where it stays.
            device_name: how the person will recognise this device.
            observe: told of each outcome.
        """
        self._client = client
        self._session = session
        self._begin_enrolment = begin_enrolment
        self._browser = browser
        self._kept = Kept(keeper)
        self._device_name = device_name
        self._listening: asyncio.Task[None] | None = None
        self._begun: Begun | None = None
        self._code: SecretStr | None = None
        self._opened: VouchedSession | None = None
        self._logout: SecretStr | None = None
        self._after: str | None = None
        self.available = False
        self.waiting: Authorization | None = None
        self.ending: Ending | None = None
        self.vouched: Vouched | None = None
        self.case: Unjoined | None = None
        self.joining = False
        self.joined = False
        self.proof: Code | None = None
        self.differs: tuple[Element, ...] = ()
        self.linked: Resource[Link] = Resource(client.franceconnect.link, observe=observe)
        self.look = Command(self._look, observe=observe)
        self.begin = Command(self._begin, observe=observe)
        self.cancel = Command(self._cancel, observe=observe)
        self.exchange = Command(self._exchange, observe=observe)
        self.create = Command(self._create, observe=observe)
        self.join = Command(self._join, observe=observe)
        self.leave = Command(self._leave, observe=observe)

    @classmethod
    def of(cls, page: PageScope, begin_enrolment: Callable[[SecretStr], Awaitable[None]]) -> Self:
        """Return the state of that page."""
        device, session = page.device, page.session
        return cls(
            page.client,
            session,
            begin_enrolment,
            device.browser,
            None if device.keeps_program else device.store(VERIFIER_ENTRY),
            device_name=device.name,
            observe=session.observe,
        )

    @property
    def stage(self) -> Stage:
        """Where one stands."""
        if self.ending is not None:
            return Stage.ENDED
        if self.exchange.running or self.exchange.error is not None:
            return Stage.CHECKING
        if self.waiting is not None:
            return Stage.WAITING
        if self.vouched is not None and self._session.phase is Phase.SIGNED_IN:
            return Stage.ENTERED
        return Stage.FOUND if self.case is not None else Stage.NOTHING

    @property
    def leads_to(self) -> str:
        """Where the person goes on once signed in: what was asked for before, or Mon Compte."""
        return self._after or routes.HOME

    @property
    def logout_url(self) -> str | None:
        """Where the browser leaves FranceConnect's own session; it works once."""
        return self._logout.get_secret_value() if self._logout is not None else None

    async def look_once(self) -> None:
        """Ask whether it is offered, unless the server has said so."""
        if not self.look.completed:
            await self.look.run()

    async def start(self) -> None:
        """Begin, and open the browser."""
        await self.begin.run()
        if self.waiting is not None:
            await self.open_again()

    async def open_again(self) -> None:
        """Open the browser at the address that waits."""
        if self.waiting is not None:
            await self._browser.open(self.waiting.url)

    async def come_back(self) -> None:
        """Take what the browser brought to a screen of the program."""
        query = await self._browser.brought()
        if query is not None:
            await self._take(query)

    async def sign_in_to_join(self) -> None:
        """Have the next sign-in with a password join that account."""
        self.joining = self.case is not None
        self._after = self._session.wanted or self._after
        self._session.want(FRANCECONNECT)

    async def not_me(self) -> None:
        """Leave: nothing stays of who was vouched for. FranceConnect's own session is for the browser to end."""
        if self._session.phase in {Phase.SIGNED_IN, Phase.MIGRATING}:
            await self._session.sign_out()
        self.gone()

    def leave_unproved(self) -> None:
        """Go on without joining: the code is not at hand."""
        self.case, self.proof, self.differs = None, None, ()

    async def entered(self, *, proven: bool) -> None:
        """Somebody has signed in: join, where that is what the password was asked for."""
        if self.joining and proven:
            self.joining = False
            await self.join.run()

    def gone(self) -> None:
        """Forget everything: nobody is signed in any more."""
        self._stop()
        self._clear()
        self.linked.value = None
        self.leave.clear()

    async def _look(self) -> None:
        self.available = await self._client.franceconnect.available()

    async def _begin(self) -> None:
        before, wanted = self.waiting, self._after or self._session.wanted
        self._stop()
        self._clear()
        if before is not None:
            await self._give_up(before)
        try:
            return_to = await self._browser.expect()
        except OSError:
            self.ending = Ending.FAILED
            return
        begun = Begun(new_verifier(), wanted)
        try:
            waiting = await self._client.franceconnect.begin(begun.verifier, return_to)
        except ClientError:
            self._browser.leave()
            raise
        self._begun = begun
        await self._kept.save(begun)
        self._listening = asyncio.create_task(self._listen(waiting.expires_in))
        self.waiting = waiting

    async def _cancel(self) -> None:
        before = self.waiting
        self._stop()
        self._clear()
        await self._kept.wipe()
        if before is not None:
            await self._give_up(before)

    async def _give_up(self, authorization: Authorization) -> None:
        try:
            await self._client.franceconnect.cancel(authorization.authorization_id)
        except ClientError as error:
            self._session.observe(error)  # the verifier is gone: nothing can come of it here

    async def _listen(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                query = await self._browser.wait()
        except TimeoutError:
            self._listening = None
            self._stop()
            self.ending = Ending.EXPIRED
            return
        if query is not None:
            self._listening = None
            await self._take(query)

    async def _take(self, query: str) -> None:
        """Look at what the browser brought: a code, or why there is none."""
        said = parse_qs(query.removeprefix("?"))
        begun = self._begun or await self._kept.load()
        self._stop()
        self._clear()
        await self._kept.wipe()
        code = said.get("code", [""])[0]
        if not code or begun is None:
            self.ending = _ending(said.get("error", [""])[0])
            return
        self._begun, self._code, self._after = begun, SecretStr(code), begun.wanted
        await self.exchange.run()

    async def _exchange(self) -> None:
        if self._opened is None and self._code is not None and self._begun is not None:
            try:
                outcome = await self._client.franceconnect.exchange(
                    self._code, self._begun.verifier, device_name=self._device_name
                )
            except FranceConnectExpired:
                self.ending = Ending.EXPIRED
                return
            self._code, self._begun = None, None
            self.vouched, self._logout = outcome.vouched, outcome.logout_url
            if self._session.account is not None:
                await self._join_signed_in(outcome)
                return
            if isinstance(outcome, VouchedCode):
                self._session.want(FRANCECONNECT)
                self._session.ask_code(outcome.challenge)
                return
            if isinstance(outcome, Unjoined):
                self.case = outcome
                return
            self._opened = outcome
        if self._opened is not None:
            # The code serves once: where the account could not be read after it, only that is tried again.
            await self._session.enter(self._opened.session.scope, proven=False)
            self._opened = None

    async def _join_signed_in(self, outcome: VouchedSession | VouchedCode | Unjoined) -> None:
        """Join the account that the person is signed in to, unless that FranceConnect is another's already."""
        if isinstance(outcome, Unjoined):
            self.case = outcome
            await self.join.run()
            return
        self.linked.value = await self._client.franceconnect.link()
        same = (
            isinstance(outcome, VouchedCode)
            or self._session.account is None
            or outcome.session.account_id == self._session.account.me.account_id
        )
        self.joined = same and self.linked.value.joined
        if not self.joined:
            self.ending = Ending.ELSEWHERE

    async def _create(self) -> None:
        if self.case is None:
            return
        await self._begin_enrolment(self.case.ticket)
        self._clear()

    async def _join(self) -> None:
        if self.case is None:
            return
        outcome = await self._client.franceconnect.join(self.case.ticket)
        if isinstance(outcome, JoinProof):
            self.differs = outcome.differs
            self.proof = Code(
                outcome.challenge,
                verify=partial(self._prove, self.case.ticket, outcome.challenge.challenge_id),
                resend=partial(self._client.franceconnect.resend_proof, outcome.challenge.challenge_id),
                reveal_demo_code=self._session.reveal_demo_code(outcome.challenge),
                observe=self._session.observe,
            )
            return
        await self._take_joined(outcome)

    async def _prove(self, ticket: SecretStr, challenge_id: str, code: str) -> None:
        await self._take_joined(await self._client.franceconnect.prove(ticket, challenge_id, code))

    async def _take_joined(self, link: Link) -> None:
        self.linked.value = link
        self.case, self.proof, self.joined = None, None, True
        if self._session.account is not None:  # it may have proved who this is
            await self._session.account.read_again()

    async def _leave(self) -> None:
        await self._client.franceconnect.leave()
        self.joined = False
        self.linked.value = await self._client.franceconnect.link()

    def _stop(self) -> None:
        """Expect the browser no more."""
        if self._listening is not None:
            self._listening.cancel()
            self._listening = None
        self._browser.leave()
        self.waiting, self._begun = None, None

    def _clear(self) -> None:
        """Forget what came of the last one."""
        self.ending, self.vouched, self.case, self._logout = None, None, None, None
        self._code, self._opened, self._after = None, None, None
        self.joining, self.joined = False, False
        self.proof, self.differs = None, ()
        for command in (self.exchange, self.create, self.join):
            command.clear()


def _ending(error: str) -> Ending:
    """Read why there is no code; none at all is an answer that nobody waits for."""
    if not error:
        return Ending.EXPIRED
    known = {ending.value: ending for ending in (Ending.DENIED, Ending.UNAVAILABLE, Ending.FAILED)}
    return known.get(error, Ending.FAILED)
