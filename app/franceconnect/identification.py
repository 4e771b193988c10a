"""State of a sign-in through FranceConnect: its stage, and what follows from the identity that was vouched for."""

from collections.abc import Awaitable, Callable
from enum import Enum, auto
from functools import partial
from typing import Self

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
)
from app.core import routes
from app.core.command import Command
from app.core.routes import Phase
from app.core.scope import PageScope
from app.core.session import Session
from app.core.state import State
from app.franceconnect.journey import Answer, BrowserJourney, Ending
from app.franceconnect.link import AccountLink
from app.franceconnect.paths import FRANCECONNECT
from app.franceconnect.pending import VERIFIER_ENTRY, PendingStore
from app.platforms.browser import Browser
from app.platforms.secret_store import DeviceSecret
from app.steps.code import Code
from app.steps.enrolment_start import ENROLMENT_START

__all__ = ["Ending", "FranceConnect", "Link", "Stage", "Unjoined", "Vouched"]


class Stage(Enum):
    """The stages of a sign-in."""

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


class FranceConnect(State):
    """One sign-in through FranceConnect at a time.

    What belongs to it goes with the person: nothing is left of it once the session ended.

    Attributes:
        available: whether the server offers it; nothing of it is shown where it does not.
        ending: why the last one came to nothing.
        vouched: who was vouched for.
        case: what FranceConnect's answer calls for, where it opened no session.
        joining: whether the next sign-in with a password joins the account to FranceConnect.
        proof: the code that went to the contact of the account, where something is otherwise in the account.
        differs: what is otherwise in the account.
        link: whether the account of the person signed in is joined.
        look: asks whether it is offered.
        begin: starts, or starts again.
        cancel: gives up.
        exchange: has the server say who was vouched for.
        create: begins an enrolment with what was vouched for.
        join: joins the account signed in to.
    """

    def __init__(
        self,
        client: Client,
        session: Session,
        begin_enrolment: Callable[[SecretStr], Awaitable[None]],
        browser: Browser,
        store: DeviceSecret | None,
        *,
        device_name: str | None = None,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        """Make the state.

        Args:
            client: speaks for the person.
            session: the session of the person; it tells when they come and go.
            begin_enrolment: begins an enrolment with the ticket of the person vouched for.
            browser: goes to FranceConnect.
            store: where the device keeps the verifier while this program may be gone; None where it stays.
            device_name: how the person will recognise this device.
            observe: told of each outcome.
        """
        self._client = client
        self._session = session
        self._begin_enrolment = begin_enrolment
        self._device_name = device_name
        self._answer: Answer | None = None
        self._opened: VouchedSession | None = None
        self._logout: SecretStr | None = None
        self._after: str | None = None
        self._journey = BrowserJourney(
            client, browser, PendingStore(store), on_return=self._take, observe=session.observe
        )
        self.available = False
        self.ending: Ending | None = None
        self.vouched: Vouched | None = None
        self.case: Unjoined | None = None
        self.joining = False
        self.proof: Code | None = None
        self.differs: tuple[Element, ...] = ()
        self.link = AccountLink(client, observe=observe)
        self.look = Command(self._look, observe=observe)
        self.begin = Command(self._begin, observe=observe)
        self.cancel = Command(self._cancel, observe=observe)
        self.exchange = Command(self._exchange, observe=observe)
        self.create = Command(self._create, observe=observe)
        self.join = Command(self._join, observe=observe)
        self._hear(self._journey, self.link, self.look, self.begin, self.exchange, self.create, self.join)

    @classmethod
    def of(cls, page: PageScope) -> Self:
        """Return the state of that page."""
        device, session = page.device, page.session
        return cls(
            page.client,
            session,
            page.shared(ENROLMENT_START).begin_vouched,
            device.browser,
            None if device.keeps_program else device.store(VERIFIER_ENTRY),
            device_name=device.name,
            observe=session.observe,
        )

    @property
    def stage(self) -> Stage:
        """How far the sign-in is."""
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
    def has_entered(self) -> bool:
        """Whether who is signed in came by FranceConnect."""
        return self.stage is Stage.ENTERED

    @property
    def waiting(self) -> Authorization | None:
        """The sign-in that the browser is in; None where none is."""
        return self._journey.waiting

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
        await self._journey.open()

    async def open_again(self) -> None:
        """Open the browser at the address that waits."""
        await self._journey.open()

    async def come_back(self) -> None:
        """Take what the browser brought to a screen of the program."""
        await self._journey.come_back()

    async def sign_in_to_join(self) -> None:
        """Have the next sign-in with a password join that account."""
        self.joining = self.case is not None
        self._after = self._session.wanted or self._after
        self._session.want(FRANCECONNECT)

    async def not_me(self) -> None:
        """Leave: nothing stays of the person vouched for. FranceConnect's own session is for the browser to end."""
        if self._session.phase in {Phase.SIGNED_IN, Phase.MIGRATING}:
            await self._session.sign_out()
        self.gone()

    def leave_unproved(self) -> None:
        """Go on without joining: the code is not at hand."""
        self.case, self.proof, self.differs = None, None, ()

    async def entered(self, *, proven: bool) -> None:
        """Join the account of the person who has just signed in, where the password was asked for that."""
        if self.joining and proven:
            self.joining = False
            await self.join.run()

    def gone(self) -> None:
        """Forget everything: nobody is signed in any more."""
        self._journey.stop()
        self._clear()
        self.link.forget()

    async def _look(self) -> None:
        self.available = await self._client.franceconnect.available()

    async def _begin(self) -> None:
        wanted = self._after or self._session.wanted
        self._clear()
        try:
            await self._journey.begin(wanted)
        except OSError:
            self.ending = Ending.FAILED

    async def _cancel(self) -> None:
        self._clear()
        await self._journey.cancel()

    async def _take(self, answer: Answer | Ending) -> None:
        """Take what the browser brought: have it exchanged, or say why there is nothing."""
        self._clear()
        if isinstance(answer, Ending):
            self.ending = answer
            return
        self._answer, self._after = answer, answer.pending.wanted
        await self.exchange.run()

    async def _exchange(self) -> None:
        if self._opened is None and self._answer is not None:
            try:
                outcome = await self._client.franceconnect.exchange(
                    self._answer.code, self._answer.pending.verifier, device_name=self._device_name
                )
            except FranceConnectExpired:
                self.ending = Ending.EXPIRED
                return
            self._answer = None
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
        """Join the account signed in to, unless this FranceConnect identity is joined to another already."""
        if isinstance(outcome, Unjoined):
            self.case = outcome
            await self.join.run()
            return
        link = await self._client.franceconnect.link()
        same = (
            isinstance(outcome, VouchedCode)
            or self._session.account is None
            or outcome.session.account_id == self._session.account.me.account_id
        )
        self.link.take(link, joined_now=same and link.joined)
        if not self.link.joined_now:
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
        self.link.take(link, joined_now=True)
        self.case, self.proof = None, None
        if self._session.account is not None:  # it may have proved who this is
            await self._session.account.read_again()

    def _clear(self) -> None:
        """Forget what came of the last sign-in."""
        self.ending, self.vouched, self.case, self._logout = None, None, None, None
        self._answer, self._opened, self._after = None, None, None
        self.joining = False
        self.link.greet_no_more()
        self.proof, self.differs = None, ()
        for command in (self.exchange, self.create, self.join):
            command.clear()
