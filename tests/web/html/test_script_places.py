"""Addresses: Back, Forward and a reload show what a person expects, where they left it."""

import pytest
from playwright.async_api import Page, expect

from tests.web.html.scripted import Host

pytestmark = pytest.mark.asyncio(loop_scope="session")

TALL = "<p>" + "<br>" * 200 + "</p>"


def payments(*more: str) -> str:
    links = "".join(
        f'<p><a id="e{n}{len(more)}" href="/paiements/{n}">Paiement {n}</a></p>' for n in (4, 5, 6)
    )
    return f'<div id="root"><main id="e1"><h1 tabindex="-1">Paiements</h1>{TALL}{links}{TALL}</main></div>'


def payment(number: int) -> str:
    return f'<div id="root"><main id="e20"><h1 tabindex="-1">Paiement {number}</h1>{TALL}</main></div>'


async def follow(host: Host, name: str, shown: str, path: str) -> None:
    """Press a link, and have its screen shown."""
    await host.page.get_by_role("link", name=name).click()
    act = await host.hears(event="click")
    await host.tell(
        heard=act["n"], done=act["n"], parts={"root": shown}, route=["push", path], title=name, focus="screen"
    )
    await expect(host.page.get_by_role("heading", name=name)).to_be_focused()


async def scrolled(page: Page) -> int:
    found: int = await page.evaluate("Math.round(scrollY)")
    return found


async def test_back_goes_to_where_the_page_was_left(host: Host) -> None:
    """To its place, to the link that was followed and to what was seen; Forward does the same."""
    page = host.page
    await host.show(payments(), "/paiements")
    await page.get_by_role("link", name="Paiement 5").scroll_into_view_if_needed()
    at = await scrolled(page)
    assert at > 0
    await follow(host, "Paiement 5", payment(5), "/paiements/5")
    assert await scrolled(page) == 0
    await page.evaluate("() => { scrollTo(0, 300); focused = []; }")
    await page.go_back()
    back = await host.hears("go")
    assert back["route"] == "/paiements"
    await host.tell(heard=back["n"], parts={"root": payments("anew")}, title="Paiements", focus="screen")
    await expect(page.get_by_role("link", name="Paiement 5")).to_be_focused()
    assert await scrolled(page) == at
    assert len(await page.evaluate("focused")) == 1
    await page.go_forward()
    forward = await host.hears("go")
    assert forward["route"] == "/paiements/5"
    await host.tell(heard=forward["n"], parts={"root": payment(5)}, title="Paiement 5", focus="screen")
    await expect(page.get_by_role("heading", name="Paiement 5")).to_be_focused()
    assert await scrolled(page) == 300
    assert host.requests == [("GET", "/paiements")]


async def test_what_comes_late_of_the_screen_that_is_left_changes_nothing(host: Host) -> None:
    """Its title, told before the host heard of Back, does not take the place that the next screen is shown at."""
    page = host.page
    await host.show(payments(), "/paiements")
    await page.get_by_role("link", name="Paiement 5").scroll_into_view_if_needed()
    at = await scrolled(page)
    await follow(host, "Paiement 5", payment(5), "/paiements/5")
    await page.go_back()
    back = await host.hears("go")
    await host.tell(parts={"root": payment(6)}, title="Paiement 6", focus="screen")
    await expect(page.get_by_role("heading", name="Paiement 6")).to_be_focused()
    await host.tell(heard=back["n"], parts={"root": payments()}, title="Paiements", focus="screen")
    await expect(page.get_by_role("link", name="Paiement 5")).to_be_focused()
    assert await scrolled(page) == at


async def test_the_program_may_replace_an_address(host: Host) -> None:
    """One that only led on is no place to come back to."""
    page = host.page
    await host.show(payments(), "/paiements")
    length = await page.evaluate("history.length")
    await host.tell(parts={"root": payment(1)}, route=["replace", "/paiements/1"], focus="screen")
    await page.wait_for_url("**/paiements/1")
    assert await page.evaluate("history.length") == length


async def test_a_reload_shows_the_same_part_of_the_page(host: Host) -> None:
    """Whoever loads a page anew reads on where they were."""
    page = host.page
    await host.show(payments(), "/paiements")
    await page.evaluate("() => scrollTo(0, 700)")
    await page.reload()
    await host.attaches(2)
    await host.settles()
    assert await scrolled(page) == 700


async def test_back_goes_to_the_link_that_was_followed_and_to_no_other(host: Host) -> None:
    """The bar of another width leads to the same place, and is not shown: the focus would be lost on it."""
    page = host.page

    def home() -> str:
        link = '<a {} href="/paiements">Paiements</a>'
        links = link.format("hidden") + link.format('id="e2"')
        return f'<div id="root"><main id="e1"><h1 tabindex="-1">Mon Compte</h1>{links}</main></div>'

    await host.show(home(), "/mon-compte")
    await follow(host, "Paiements", payments(), "/paiements")
    await page.go_back()
    back = await host.hears("go")
    await host.tell(heard=back["n"], parts={"root": home()}, title="Mon Compte", focus="screen")
    await expect(page.get_by_role("link", name="Paiements")).to_be_focused()


async def test_a_page_come_back_to_goes_on(host: Host) -> None:
    """Back from another site shows the page as it was left; it takes its line up again."""
    page = host.page
    await host.show(payments(), "/paiements")
    await page.goto("http://localhost:9/ailleurs")
    await page.go_back()
    await host.attaches(3)
    await host.settles()
    await page.get_by_role("link", name="Paiement 4").click()
    await host.hears(event="click")
