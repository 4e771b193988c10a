"""FranceConnect by the program's own parts, over real sockets: the browser comes back to the desktop's port."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import httpx
import pytest
from pydantic import SecretStr

from api_client import Client, Retry
from api_client.errors import FranceConnectExpired, NotFound, Refused
from api_client.franceconnect import Unjoined, VouchedSession, new_verifier
from app.core.scope import Declared, PageScope
from app.core.session import Session
from app.enrolment.wizard import EnrolmentWizard
from app.franceconnect.identification import Ending, FranceConnect, Stage
from app.platforms.device import Device
from app.steps.enrolment_start import ENROLMENT_START
from launch.loopback import Loopback
from server import Settings, create_app, sqlite_url
from server.demo.accounts import DEMO_ACCOUNTS
from tests.app.conftest import MemoryPreferences, MemoryStore
from tests.server.franceconnect_steps import RETURN, Browser, heading
from tests.support.patience import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

ACCOUNT = next(account for account in DEMO_ACCOUNTS if account.role == "responsable-seul")


class SystemBrowser:
    """What a desktop has: a port to come back to, and a browser that a person drives."""

    def __init__(self) -> None:
        self._loopback = Loopback()
        self.shown: asyncio.Queue[str] = asyncio.Queue()

    async def expect(self) -> str:
        return await self._loopback.listen()

    async def open(self, url: str) -> None:
        self._loopback.send_on_to(url)
        await self.shown.put(url)

    async def wait(self) -> str | None:
        return await self._loopback.query()

    async def brought(self) -> str | None:
        return None

    def leave(self) -> None:
        self._loopback.close()


@pytest.fixture
async def client(base_url: str, demo: httpx.AsyncClient) -> AsyncIterator[Client]:
    async with Client(base_url, retry=Retry(limit=0), timeout=httpx.Timeout(PATIENCE_S)) as client:
        yield client


def walk(url: str, **choice: str) -> str:
    """Go through the pages with a choice to the last one, and return its heading."""
    browser = Browser()
    page = browser.go(url)
    chosen = browser.choose(page, **choice)
    last = browser.go(str(httpx.URL(chosen.url).join(chosen.headers["location"])))
    assert "code=" not in str(last.url)
    return heading(last)


async def drive(system: SystemBrowser, **choice: str) -> str:
    return await asyncio.to_thread(walk, await system.shown.get(), **choice)


async def until(state: FranceConnect, stage: Stage) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while state.stage is not stage:  # noqa: ASYNC110 - nobody signals it
            await asyncio.sleep(0.01)


async def test_the_desktops_way_there_and_back(client: Client) -> None:
    """The browser returns to the port and a page of ours: linked once, then signed in directly; a refusal is told."""
    session, system = Session(client), SystemBrowser()
    state = _desktop(client, session, system).state(FranceConnect.of)
    await state.start()
    assert await drive(system, identity="responsable-seul") == "C’est fait"
    await until(state, Stage.FOUND)
    await state.sign_in_to_join()
    await session.sign_in(ACCOUNT.identifier, ACCOUNT.password)
    assert state.link.joined_now
    await session.sign_out()
    await state.start()
    assert await drive(system, identity="responsable-seul") == "C’est fait"
    await until(state, Stage.ENTERED)
    await session.sign_out()
    await state.start()
    assert await drive(system, error="access_denied") == "Vous avez quitté FranceConnect"
    await until(state, Stage.ENDED)
    assert state.ending is Ending.DENIED
    session.close()


def _desktop(client: Client, session: Session, browser: SystemBrowser) -> PageScope:
    """Return the page of a program that stays while the browser is away."""
    device = Device(
        name="Essai",
        store=lambda _: MemoryStore(),
        preferences=MemoryPreferences(),
        browser=browser,
        owner_check=None,
        keeps_program=True,
    )
    return PageScope(client, session, device, Declared(shared={ENROLMENT_START: EnrolmentWizard.of}))


def identified(url: str, identity: str) -> str:
    browser = Browser()
    return browser.come_back(browser.choose(browser.go(url), identity=identity))["code"]


async def vouched(client: Client, identity: str) -> Unjoined | VouchedSession:
    verifier = new_verifier()
    authorization = await client.franceconnect.begin(verifier, RETURN)
    code = SecretStr(await asyncio.to_thread(identified, authorization.url, identity))
    found = await client.franceconnect.exchange(code, verifier)
    with pytest.raises(FranceConnectExpired):
        await client.franceconnect.exchange(code, verifier)
    assert isinstance(found, Unjoined | VouchedSession)
    return found


@pytest.mark.parametrize(
    ("identity", "kind"),
    [
        ("responsable-seul", "join_required"),
        ("ancien-seul", "join_required"),
        ("avec-nir", "creation"),
        ("un-seul-nom", "creation"),
        ("annee-seule", "creation"),
        ("sans-lieu", "incomplete"),
    ],
)
async def test_every_outcome_is_read(client: Client, identity: str, kind: str) -> None:
    """The client's models read every outcome, and a code works once."""
    assert (await vouched(client, identity)).kind == kind


async def test_a_vouched_enrolment_is_read(client: Client) -> None:
    """The draft has the vouched identity, and no document."""
    found = await vouched(client, "avec-nir")
    assert isinstance(found, Unjoined)
    enrolment = await client.enrolments.start_vouched(found.ticket)
    assert enrolment.vouched is not None
    assert enrolment.vouched.proves_identity
    assert enrolment.vouched.birth_place is not None
    assert enrolment.vouched.civility is not None
    assert enrolment.vouched.birth_date is not None
    say = partial(
        client.enrolments.civil_status,
        nir=None,
        civility=enrolment.vouched.civility,
        used_name=None,
        first_names=enrolment.vouched.first_names,
        birth_date=enrolment.vouched.birth_date,
        birth_place=enrolment.vouched.birth_place,
    )
    with pytest.raises(Refused) as refused:
        await say(birth_name="Autre")
    assert refused.value.fields == {"birth_name": "vouched"}
    taken = await say(birth_name=enrolment.vouched.birth_name or "")
    assert taken.enrolment.identity is not None
    assert taken.enrolment.identity.kind == "franceconnect"
    assert taken.enrolment.step == "contact"


async def test_what_was_given_up_or_comes_from_elsewhere(client: Client) -> None:
    """The code of a cancelled sign-in, another verifier and another return address are each refused."""
    with pytest.raises(Refused, match="validation_failed"):
        await client.franceconnect.begin(new_verifier(), "https://evil.example/")
    verifier = new_verifier()
    begun = await client.franceconnect.begin(verifier, RETURN)
    code = SecretStr(await asyncio.to_thread(identified, begun.url, "responsable-couple"))
    await client.franceconnect.cancel(begun.authorization_id)
    with pytest.raises(FranceConnectExpired):
        await client.franceconnect.exchange(code, verifier)
    begun = await client.franceconnect.begin(verifier, RETURN)
    code = SecretStr(await asyncio.to_thread(identified, begun.url, "responsable-couple"))
    with pytest.raises(FranceConnectExpired):
        await client.franceconnect.exchange(code, new_verifier())


async def test_not_offered_is_said(tmp_path: Path) -> None:
    """A server without a provider says that it offers none, and begins nothing."""
    app = create_app(Settings(database=sqlite_url(tmp_path / "plain.sqlite3")))
    transport = httpx.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport) as http,
        Client("http://localhost", http=http, retry=Retry(limit=0)) as client,
    ):
        assert not await client.franceconnect.available()
        with pytest.raises(NotFound):
            await client.franceconnect.begin(new_verifier(), RETURN)
