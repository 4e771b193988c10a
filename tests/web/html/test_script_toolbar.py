"""Buttons of a toolbar: one stop of the Tab key, and arrows from one to the next."""

import pytest
from playwright.async_api import Page, expect

from tests.web.html.scripted import Host

pytestmark = pytest.mark.asyncio(loop_scope="session")


def bars(on: str) -> str:
    each = "".join(
        f'<button id="{id_}" type="submit" form="acts" aria-pressed="{str(id_ == on).lower()}">{words}</button>'
        for id_, words in (("e3", "Mai"), ("e4", "Juin"), ("e5", "Juillet"))
    )
    return (
        '<main id="e1"><h1 tabindex="-1">Mon Compte</h1><a id="e2" href="/aide">Aide</a>'
        f'<div role="toolbar" aria-label="Montants">{each}</div><a id="e6" href="/plan">Plan</a></main>'
    )


async def stops(page: Page, *keys: str) -> list[str]:
    """The ids of what has the focus after each key."""
    found = []
    for key in keys:
        await page.keyboard.press(key)
        found.append(await page.evaluate("document.activeElement.id"))
    return found


async def test_tab_stops_at_the_one_that_is_on(host: Host) -> None:
    """However many they are, Tab goes past them in one step, both ways."""
    page = host.page
    await host.show(bars("e5"))
    await page.locator("#e2").focus()
    assert await stops(page, "Tab", "Tab", "Shift+Tab", "Shift+Tab") == ["e5", "e6", "e5", "e2"]


async def test_arrows_go_from_one_to_the_next(host: Host) -> None:
    """To the ends and no further; Tab comes back to the one that was stood on."""
    page = host.page
    await host.show(bars("e5"))
    await page.locator("#e5").focus()
    there = await stops(
        page, "ArrowRight", "ArrowLeft", "Home", "ArrowLeft", "End", "ArrowLeft", "Tab", "Shift+Tab"
    )
    assert there == ["e5", "e4", "e3", "e3", "e5", "e4", "e6", "e4"]


async def test_what_was_pressed_is_the_stop(host: Host) -> None:
    """The answer to a press changes what is on: the focus stays, and Tab comes back to it."""
    page = host.page
    await host.show(bars("e5"))
    await page.locator("#e4").click()
    await host.tell(parts={"e1": bars("e4")})
    await host.settles()
    await expect(page.locator("#e4")).to_be_focused()
    assert await stops(page, "Tab", "Shift+Tab") == ["e6", "e4"]
