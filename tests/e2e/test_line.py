"""A line that is slow, or cut, and a host that is restarted under one's fingers."""

import asyncio
from collections.abc import Iterator

import pytest
from playwright.async_api import Request, expect

from tests.support.processes import Program
from tests.support.visitor import ACCOUNTS, NIR, PASSWORD, Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

_COUPLE = ACCOUNTS["responsable-couple"]
_SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
"""1.6 Mbit/s, and 150 ms there and back."""


@pytest.fixture
def outage(program: Program) -> Iterator[Program]:
    """A program whose host of browsers a test may stop: it runs again afterwards."""
    yield program
    program.web.start()


async def test_an_old_phone_on_a_slow_line(visitor: Visitor) -> None:
    """With a slow line and a slow processor one signs in all the same, and loses no key."""
    tools = await visitor.page.context.new_cdp_session(visitor.page)
    await tools.send("Network.enable")
    await tools.send("Network.emulateNetworkConditions", _SLOW)
    await tools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    await visitor.page.goto(f"{visitor.address}/connexion", wait_until="commit")
    await visitor.field(NIR).click()
    await visitor.page.keyboard.type(_COUPLE.identifier)
    await visitor.field(PASSWORD).click()
    await visitor.page.keyboard.type(_COUPLE.password)
    await visitor.page.keyboard.press("Enter")
    await visitor.sees("Mon Compte")
    await visitor.reads("617,42 €")


async def test_a_first_page_can_be_used_before_its_script_is_there(visitor: Visitor) -> None:
    """What is typed until the script arrives stays, and signs in."""
    held: list[Request] = []

    async def hold(route: object, request: Request) -> None:
        held.append(request)

    await visitor.page.route("**/-/**/*.js", hold)
    await visitor.page.goto(f"{visitor.address}/connexion", wait_until="commit")
    await visitor.field(NIR).fill(_COUPLE.identifier)
    await visitor.field(PASSWORD).fill(_COUPLE.password)
    assert held
    await visitor.page.keyboard.press("Enter")
    await visitor.page.unroute("**/-/**/*.js")
    await visitor.sees("Mon Compte")


async def test_a_press_is_seen(visitor: Visitor, program: Program) -> None:
    """What was pressed says that it works until the answer is there, and nothing does afterwards."""
    await visitor.open("/connexion", "Connexion")
    program.api.fail("/v1/sessions", latency_ms=3_000)
    await visitor.give(_COUPLE)
    await expect(visitor.page.locator("[aria-busy=true]").first).to_be_attached()
    await visitor.sees("Mon Compte")
    await visitor.reads("617,42 €")
    await expect(visitor.page.locator("[aria-busy=true]")).to_have_count(0)


async def test_a_cut_in_a_field(visitor: Visitor, outage: Program) -> None:
    """Cut off while one types, the page goes on by itself; every key is there, and the form is sent."""
    await visitor.open("/connexion", "Connexion")
    await visitor.type(NIR, _COUPLE.identifier)
    await visitor.field(PASSWORD).click()
    await visitor.is_served()
    half = len(_COUPLE.password) // 2
    await visitor.page.keyboard.type(_COUPLE.password[:half])
    outage.web.kill()
    visitor.is_served_no_more()
    await visitor.page.keyboard.type(_COUPLE.password[half:])
    await asyncio.to_thread(outage.web.start)
    # A machine that takes seconds for it has the page say so, over the form: until it is served, a key is for that.
    await visitor.is_served()
    await expect(visitor.field(PASSWORD)).to_have_value(_COUPLE.password)
    await expect(visitor.field(PASSWORD)).to_be_focused()
    await visitor.page.keyboard.press("Enter")
    await visitor.sees("Mon Compte")


async def test_what_was_pressed_while_cut_off_is_done_once(visitor: Visitor, outage: Program) -> None:
    """Pressed while nobody listened, it is carried out when somebody does."""
    await visitor.open("/connexion", "Connexion")
    await visitor.type(NIR, _COUPLE.identifier)
    await visitor.type(PASSWORD, _COUPLE.password)
    await visitor.is_served()
    outage.web.kill()
    before = _sign_ins(outage)
    await visitor.button("Se connecter").click()
    await asyncio.to_thread(outage.web.start)
    await visitor.sees("Mon Compte")
    assert _sign_ins(outage) == before + 1


async def test_a_sign_in_outlives_its_host(visitor: Visitor, outage: Program) -> None:
    """The host killed (-9) and started again, a person signed in is where they were, and goes on."""
    await visitor.sign_in("responsable-couple")
    await visitor.link("Gérer mon compte").last.click()
    await visitor.sees("Gérer mon compte")
    await visitor.link("Coordonnées de contact").click()
    await visitor.sees("Coordonnées de contact")
    await visitor.type("Numéro de téléphone portable", "07 55 44 33 22")
    outage.web.kill()
    visitor.is_served_no_more()
    await asyncio.to_thread(outage.web.start)
    await visitor.is_served()
    await expect(visitor.field("Numéro de téléphone portable")).to_have_value("07 55 44 33 22")
    await visitor.button("Envoyer le code").click()
    # So long after the sign-in the password is asked for: who restarted the host is not taken at their word.
    await expect(visitor.field("Mot de passe actuel")).to_be_visible()


def _sign_ins(program: Program) -> int:
    return program.api.log.read_text().count("POST /v1/sessions ")
