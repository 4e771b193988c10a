"""A page loaded anew: it shows what is so now, and does what is pressed meanwhile."""

import asyncio

import pytest
from playwright.async_api import WebSocketRoute, expect

from tests.e2e.conftest import Visit
from tests.support.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def _hold(visitor: Visitor) -> asyncio.Event:
    """Have the next page wait for its line until the event is set."""
    may_go = asyncio.Event()

    async def connect(socket: WebSocketRoute) -> None:
        await may_go.wait()
        socket.connect_to_server()

    await visitor.page.route_web_socket("**/-/socket", connect)
    return may_go


async def _give_authorisation(responsable: Visitor) -> None:
    await responsable.sign_in("responsable-couple")
    await responsable.page.goto(f"{responsable.address}/mon-compte/gerer/autorisations")
    await responsable.sees("Mes autorisations")
    await responsable.button("Donner l'autorisation").click()
    await expect(responsable.button("Annuler")).to_be_visible()
    await responsable.button("Donner l'autorisation").click()
    await responsable.is_told("Inès Martin peut maintenant consulter")


@pytest.mark.parametrize("route", ["/mon-compte", "/mon-compte/paiements"])
async def test_a_door_opened_by_another_device_is_open(visit: Visit, route: str) -> None:
    """The spouse reads "closed"; the other opens the door elsewhere; a reload shows what is behind."""
    spouse, responsable = await visit(), await visit()
    await spouse.sign_in("conjoint-sans-procuration")
    await spouse.page.goto(spouse.address + route)
    await spouse.reads("ermé")
    await spouse.reads_no("€")
    await _give_authorisation(responsable)
    await spouse.is_served()
    spouse.is_served_no_more()
    await spouse.page.reload()
    await spouse.is_served()
    await spouse.reads("€")
    await spouse.reads_no("ermé")


async def test_what_is_pressed_before_the_line_is_there_is_done(visitor: Visitor) -> None:
    """Pressed at once after a reload, a link is followed."""
    await visitor.sign_in("responsable-couple")
    await visitor.is_served()
    line = await _hold(visitor)
    await visitor.page.reload()
    await visitor.link("Mes paiements et droits").click()
    line.set()
    await visitor.sees("Paiements et droits")


async def test_what_is_pressed_on_what_is_new_is_done(visit: Visit) -> None:
    """Pressed at once on a page that shows more than it did before it was loaded anew, a link is followed."""
    spouse, responsable = await visit(), await visit()
    await spouse.sign_in("conjoint-sans-procuration")
    await spouse.reads("Fermé :")
    await spouse.is_served()
    line = await _hold(spouse)
    await _give_authorisation(responsable)
    await spouse.page.reload()
    await spouse.link("Mes paiements et droits").click()
    line.set()
    await spouse.sees("Paiements et droits")
    await spouse.reads("Novembre 2026")


async def test_what_is_pressed_where_the_page_was_otherwise_is_done(visitor: Visitor) -> None:
    """Where figures stood as a table, the page that comes has a chart until the line is there: a link is followed."""
    await visitor.sign_in("responsable-seul", "/mon-compte/paiements", "Paiements et droits")
    await visitor.button("Tableau").click()
    await expect(visitor.button("Tableau")).to_have_attribute("aria-pressed", "true")
    line = await _hold(visitor)
    await visitor.page.reload()
    await expect(visitor.button("Tableau")).to_have_attribute("aria-pressed", "false")
    await visitor.link("2024").click()
    line.set()
    await visitor.reads("5 juin 2024")
    await expect(visitor.button("Tableau")).to_have_attribute("aria-pressed", "true")
