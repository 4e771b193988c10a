"""The socket of a page: it takes up its tab, hears what is done, and tells what changes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.web.host.visitor import Page, attribute, client

if TYPE_CHECKING:
    from tests.web.host.conftest import Serving


async def test_a_page_of_nobody_begins_a_session_with_its_socket(host: Serving) -> None:
    """The session draws the same, so nothing is sent; what is then done finds its control."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/form")
        first = await page.attach()
        assert first["fresh"]
        assert "parts" not in first
        name = attribute(page.shown.fields[0], "id")
        await page.press("Envoyer", fields={name: "Ana"})
        parts = await page.hears("parts")
    assert "Refusé : Ana" in json.dumps(parts, ensure_ascii=False)
    assert host.told.pressed == ["Ana/"]
    assert host.told.typed == ["Ana"]


async def test_a_page_of_somebody_takes_up_its_own_session(host: Serving) -> None:
    """That which drew it, by its token."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/private")
        opened = host.told.opened
        first = await page.attach()
        assert "fresh" not in first
        await page.press("Autre")
        await page.hears("heard")
    assert host.told.opened == opened
    assert host.told.pressed == ["Autre"]


async def test_what_was_typed_is_handed_to_a_new_session(host: Serving) -> None:
    """By the names of the fields: a host that was started again loses nothing of it."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/form")
        names = [attribute(each, "name") for each in page.shown.fields]
        await page.attach(tab="lost", fields={names[0]: "Ana", names[1]: "secret", "unknown": "x"})
        await page.press("Envoyer")
        await page.hears("parts")
    assert host.told.pressed == ["Ana/secret"]


async def test_fields_that_the_program_empties_are_told(host: Serving) -> None:
    """Drawn as before they were typed in, they are another thing to the browser; of a password it is told only that."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/form")
        await page.attach()
        name, more = (attribute(each, "id") for each in page.shown.fields)
        await page.press("Vider", fields={name: "Ana", more: "secret"})
        parts = await page.hears("parts")
    told = json.dumps(parts, ensure_ascii=False)
    assert name in told
    assert more in told
    assert "data-filled" not in told
    assert "Ana" not in told
    assert "secret" not in told


async def test_what_only_a_wide_window_shows_can_be_pressed(host: Serving) -> None:
    """The host does not know how wide a window is."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/form")
        await page.attach()
        await page.press("Large")
        await page.hears("heard")
    assert host.told.pressed == ["Large"]


async def test_what_is_worked_on_is_not_done(host: Serving) -> None:
    """An act is heard at once, and done when the program has worked it off: what was pressed looks so until then."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/private")
        await page.attach()
        number = await page.press("Aller")
        while page.heard < number:
            assert page.done < number
            await page.hear()
        while page.done < number:
            await page.hear()
    assert page.route == "/done"


async def test_the_focus_that_the_program_asks_for(host: Serving) -> None:
    """An element by its id."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/form")
        await page.attach()
        await page.press("Viser")
        assert await page.hears("focus") == attribute(page.shown.fields[0], "id")


async def test_a_defect_is_told_without_its_words(host: Serving) -> None:
    """They may hold what was typed, and are for the log."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/")
        await page.attach()
        await page.press("Échouer")
        crashed = await page.hears("crashed")
    assert "Rechargez la page" in crashed
    assert "2850559123456" not in json.dumps(page.got)


async def test_what_cannot_be_drawn_is_told(host: Serving) -> None:
    """The page would stand still otherwise, on a line that is open."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/")
        await page.attach()
        await page.press("Abîmer")
        assert "Rechargez la page" in await page.hears("crashed")


async def test_the_looks_of_a_page(host: Serving) -> None:
    """Its element says them when it is loaded, and when they change; what is no longer is taken away."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/looks")
        assert '<html lang="fr" data-scheme="dark" data-contrast="more">' in page.shown.html
        await page.attach()
        await page.press("Agrandir")
        looks = await page.hears("html")
    assert looks == {"data-scheme": "dark", "data-contrast": None, "data-text": "150", "data-still": "yes"}


async def test_what_a_browser_tells_of_itself_is_kept(host: Serving) -> None:
    """As far as the program asks for it: its time zone, which no host can know; before its session begins."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/kept")
        await page.attach(tab="lost", page="", about={"zone": "Indian/Reunion", "unknown": "x"})
        while "Indian/Reunion" not in page.shown.words:
            await page.hear()
