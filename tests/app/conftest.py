"""What the states need around them: the real server, a network that can be cut, stores held in memory, a clock."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from contextlib import ExitStack
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import httpx
import pytest

from api_client import Client, Retry
from app.core.kept_code import CODE_ENTRY
from app.core.scope import Declared, PageScope
from app.core.session import Session
from app.enrolment.wizard import DRAFT_ENTRY, EnrolmentWizard
from app.franceconnect import paths as franceconnect_paths
from app.franceconnect.identification import FranceConnect
from app.franceconnect.pending import VERIFIER_ENTRY
from app.migration import paths as migration_paths
from app.password_reset import paths as password_reset_paths
from app.password_reset.password_reset import RESET_ENTRY, PasswordResetFlow
from app.platforms.device import Device
from app.platforms.last_answers import KeptAnswers
from app.platforms.secret_store import StorageRefused
from app.sign_in import paths as sign_in_paths
from app.sign_in.sign_in import IDENTIFIER_ENTRY, SignIn
from app.simulation.offer import Offer
from app.steps.enrolment_start import ENROLMENT_START
from app.steps.franceconnect import FRANCECONNECT_OFFER
from app.steps.simulation_offer import SIMULATION_OFFER
from app.unlocking.unlocking import UNLOCKING_ENTRY, Unlocking
from launch import embedded
from server.demo.accounts import DEMO_ACCOUNTS
from tests.server.franceconnect_steps import RETURN
from tests.server.franceconnect_steps import Browser as Walker
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN
from tests.support.ports import free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

    from server.demo.accounts import DemoAccount

    Find = Callable[[str], DemoAccount]
    Until = Callable[[Callable[[], bool]], Awaitable[None]]

DECLARED = Declared(
    kept=[SignIn.of, EnrolmentWizard.of, Unlocking.of],
    shared={
        ENROLMENT_START: EnrolmentWizard.of,
        FRANCECONNECT_OFFER: FranceConnect.of,
        SIMULATION_OFFER: Offer.of,
    },
)
DOORS = sign_in_paths.DOORS | franceconnect_paths.DOORS | password_reset_paths.DOORS | migration_paths.DOORS
"""Those of the features that have any."""


class Network(httpx.AsyncBaseTransport):
    """The way to the server: notes what passes, and can be cut, held up, or give no time for anything."""

    def __init__(self) -> None:
        self._wire = httpx.AsyncHTTPTransport(verify=PLAIN)
        self._open = asyncio.Event()
        self._open.set()
        self.cut = False
        self.hasty = False
        self.asked: list[str] = []
        self._passing = 0
        self._then: Callable[[], None] | None = None

    def after(self, passing: int, then: Callable[[], None]) -> None:
        """Do something once so many more requests have passed."""
        self._passing, self._then = passing, then

    def hold(self) -> None:
        """Let requests go no further."""
        self._open.clear()

    def release(self) -> None:
        """Let those held go on."""
        self._open.set()

    def break_off(self) -> None:
        """Be cut."""
        self.cut = True

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(f"{request.method} {request.url.path}")
        if self._then is not None:
            self._passing -= 1
            if self._passing < 0:
                self._then()
                self._then = None
        await self._open.wait()
        if self.cut:
            raise httpx.ConnectError("cut by the test", request=request)
        answer = await self._wire.handle_async_request(request)
        return await self._hurried(answer) if self.hasty else answer

    async def _hurried(self, answer: httpx.Response) -> httpx.Response:
        """What is given a while is over at once."""
        said = json.loads(await answer.aread())
        return httpx.Response(answer.status_code, json=said | {"expires_in": 0})

    async def aclose(self) -> None:
        await self._wire.aclose()


class Time:
    """The clock of the device, which a test moves on; whoever sleeps wakes when the moment has come."""

    def __init__(self) -> None:
        self._offset = 0.0
        self._sleepers: deque[tuple[float, asyncio.Event]] = deque()

    def now(self) -> float:
        return monotonic() + self._offset

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.Event()
        self._sleepers.append((self.now() + seconds, woken))
        await woken.wait()

    def advance(self, seconds: float) -> None:
        self._offset += seconds
        for at, woken in self._sleepers:
            if at <= self.now():
                woken.set()


class MemoryStore:
    """An `DeviceSecret` that the test can look into, or lock."""

    def __init__(self) -> None:
        self.kept: str | None = None
        self.saved: list[str] = []
        self.locked = False

    async def load(self) -> str | None:
        self._open()
        return self.kept

    async def save(self, identifier: str) -> None:
        self._open()
        self.kept = identifier
        self.saved.append(identifier)

    async def forget(self) -> None:
        self._open()
        self.kept = None

    def _open(self) -> None:
        if self.locked:
            raise StorageRefused


class MemoryPreferences:
    """`Preferences` of a device that asks for high contrast or not."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.contrast = False

    async def get(self, key: str) -> str | None:
        return self.kept.get(key)

    async def set(self, key: str, value: str) -> None:
        self.kept[key] = value

    async def prefers_contrast(self) -> bool:
        return self.contrast


class BrowserOfTest:
    """A `Browser` that comes back to a screen of the program, as a tab or a phone's does.

    Attributes:
        opened: the addresses that it was shown.
        stays: whether the program stays too, and waits for it, as on a desktop.
        keeper: what the device keeps while it is away.
    """

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.stays = False
        self.keeper = MemoryStore()
        self._query: str | None = None

    async def expect(self) -> str:
        return RETURN

    async def open(self, url: str) -> None:
        self.opened.append(url)

    async def wait(self) -> str | None:
        if self.stays:
            await asyncio.Event().wait()
        return None

    async def brought(self) -> str | None:
        query, self._query = self._query, None
        return query

    def leave(self) -> None:
        return

    async def identify(self, identity: str) -> None:
        """Choose somebody at the demonstration's FranceConnect, and come back."""
        await self.choose(identity=identity)

    async def choose(self, **choice: str) -> None:
        """Press a button there, and come back."""
        await asyncio.to_thread(self._go, choice)

    def bring(self, query: str) -> None:
        """Come back with what the test says."""
        self._query = query

    def _go(self, choice: dict[str, str]) -> None:
        walker = Walker()
        page = walker.go(self.opened[-1])
        said = walker.come_back(walker.choose(page, **choice))
        self._query = urlencode(said)


class Demo:
    """The levers of the demonstration."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http

    async def reset(self) -> None:
        (await self._http.post("/demo/reset")).raise_for_status()

    async def advance(self, seconds: int) -> None:
        (await self._http.post("/demo/clock", json={"advance_seconds": seconds})).raise_for_status()

    async def fail(self, path: str, status: int, *, times: int = 1) -> None:
        """Have the next requests whose path starts so fail."""
        fault = {"path": path, "status": status, "times": times}
        (await self._http.post("/demo/faults", json=fault)).raise_for_status()

    async def checks(self, verdict: str) -> None:
        """Have the register answer for every document that waits for it."""
        (await self._http.post("/demo/checks", json={"verdict": verdict})).raise_for_status()

    async def settle_upload(self, upload_id: str, state: str, reason: str = "unreadable") -> None:
        """Have the fund accept or refuse a document that was sent."""
        body = {"state": state, "reason": reason}
        (await self._http.post(f"/demo/uploads/{upload_id}", json=body)).raise_for_status()

    async def publish(self, form: dict[str, Any]) -> None:
        """Publish a form, or a newer version of one."""
        (await self._http.post("/demo/questionnaires", json=form)).raise_for_status()

    async def close_slot(self, slot_id: str) -> None:
        """Have the fund take a slot back."""
        (await self._http.delete(f"/demo/slots/{slot_id}")).raise_for_status()

    async def messages(self) -> list[str]:
        """The messages that were sent, the last first."""
        return [message["body"] for message in (await self._http.get("/demo/messages")).json()]

    async def code(self) -> str:
        """The last code that was sent."""
        code: str = (await self._http.get("/demo/messages")).json()[0]["code"]
        return code


@pytest.fixture(scope="session")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The reference server on a port of its own, with its demonstration accounts, and without an engine."""
    with ExitStack() as served:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("MON_COMPTE_SIMULATION_URL", f"http://127.0.0.1:{free_port()}")
            patch.setenv("MON_COMPTE_CALENDAR_ORIGIN", "https://agenda.exemple.fr")
            url = served.enter_context(embedded.serving(tmp_path_factory.mktemp("states")))
        yield url


@pytest.fixture
async def demo(base_url: str) -> AsyncIterator[Demo]:
    async with httpx.AsyncClient(
        base_url=base_url, trust_env=False, verify=PLAIN, timeout=PATIENCE_S
    ) as http:
        demo = Demo(http)
        await demo.reset()
        yield demo


@pytest.fixture
def network() -> Network:
    return Network()


@pytest.fixture
def answers() -> KeptAnswers:
    """The last answers: none, as where browsers are served."""
    return KeptAnswers()


@pytest.fixture
async def client(base_url: str, demo: Demo, network: Network, answers: KeptAnswers) -> AsyncIterator[Client]:
    async with (
        httpx.AsyncClient(transport=network) as http,
        Client(
            base_url, http=http, retry=Retry(limit=0), answers=answers, timeout=httpx.Timeout(PATIENCE_S)
        ) as client,
    ):
        yield client


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
async def session(client: Client, time: Time) -> AsyncIterator[Session]:
    session = Session(client, doors=DOORS, clock=time.now, sleep=time.sleep)
    yield session
    session.close()


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def preferences() -> MemoryPreferences:
    return MemoryPreferences()


@pytest.fixture
def key() -> MemoryStore:
    """Where the device keeps the key of an enrolment that was begun."""
    return MemoryStore()


@pytest.fixture
def browser() -> BrowserOfTest:
    """The person's browser, whose moves the test makes."""
    return BrowserOfTest()


@pytest.fixture
def device(
    store: MemoryStore,
    key: MemoryStore,
    browser: BrowserOfTest,
    preferences: MemoryPreferences,
    answers: KeptAnswers,
) -> Device:
    """A device that keeps what a tab's does, and recognises nobody."""
    stores = {
        IDENTIFIER_ENTRY: store,
        DRAFT_ENTRY: key,
        VERIFIER_ENTRY: browser.keeper,
        UNLOCKING_ENTRY: MemoryStore(),
        CODE_ENTRY: MemoryStore(),
        RESET_ENTRY: MemoryStore(),
    }
    return Device(
        name="Essai",
        store=stores.__getitem__,
        preferences=preferences,
        browser=browser,
        owner_check=None,
        keeps_program=False,
        answers=answers,
    )


@pytest.fixture
def page(client: Client, session: Session, device: Device) -> PageScope:
    """What the states of one window live in."""
    return PageScope(client, session, device, DECLARED)


@pytest.fixture
def sign_in(page: PageScope) -> SignIn:
    return page.state(SignIn.of)


@pytest.fixture
def enrolment(page: PageScope) -> EnrolmentWizard:
    return page.state(EnrolmentWizard.of)


@pytest.fixture
def password_reset(page: PageScope) -> PasswordResetFlow:
    return page.state(PasswordResetFlow.of)


@pytest.fixture
def franceconnect(page: PageScope) -> FranceConnect:
    return page.state(FranceConnect.of)


@pytest.fixture
def find() -> Find:
    """Find a demonstration account by its role."""
    return {account.role: account for account in DEMO_ACCOUNTS}.__getitem__


@pytest.fixture
def until() -> Until:
    """Wait for a condition; fail if it does not come true."""

    async def waited(condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not condition():  # noqa: ASYNC110 - a condition of any kind, that nobody signals
                await asyncio.sleep(0.01)

    return waited
