"""A line that is cut, a page that is loaded anew or beside: nothing is lost, or done twice."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.web.host.visitor import Page, attribute, client

if TYPE_CHECKING:
    from tests.web.host.conftest import Serving


async def test_a_line_that_is_cut(host: Serving) -> None:
    """What was said and not heard is said again and done once; what was told and not seen is told again."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/private")
        await page.attach()
        name = attribute(page.shown.fields[0], "id")
        button = page.shown.pressed("Envoyer")
        await page.act(button, fields={name: "un"})
        told = await page.hear()
        while "parts" not in told:
            told = await page.hear()
        await page.leave()
        page.seen -= 1  # as if it had been lost on its way
        again = await page.attach(page="")
        assert again["n"] == told["n"]
        assert again["parts"] == told["parts"]
        await page.say(n=1, do="act", at=button, event="click", fields={name: "un"})
        page.said = 1
        await page.act(button, fields={name: "deux"})
        while page.heard < 2:
            await page.hear()
    assert host.told.pressed == ["un/", "deux/"]


async def test_what_changes_while_the_line_is_cut_is_told_when_it_is_there_again(host: Serving) -> None:
    """In one message."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/private")
        await page.attach()
        await page.press("Aller")
        await page.leave()
        await asyncio.sleep(0)
        told = await page.attach(page="")
        while "route" not in told:
            told = await page.hear()
    assert told["route"] == ["push", "/done"]
    assert told["title"] == "Fini"
    assert told["focus"] == "screen"


async def test_a_page_that_is_loaded_anew_goes_on_with_its_session(host: Serving) -> None:
    """Where it was, with its numbers begun again; the program knows, as for secrets that were typed."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/private")
        await page.attach()
        await page.press("Aller")
        await page.hears("route")
        before = page.tab
        await page.leave()
        loaded = await Page(host, browser).open("/done")
        first = await loaded.attach(before=before)
        assert first["fresh"]
        assert "route" not in first
        assert "C’est fait" in loaded.shown.words
        assert host.told.loaded_anew == 1
        loaded.said = 0
        await loaded.say(n=1, do="go", route="/form")
        told = await loaded.hear()
        while "title" not in told:
            told = await loaded.hear()
    assert told["title"] == "Formulaire"
    assert "route" not in told


async def test_an_address_typed_over_a_page_leads_there(host: Serving) -> None:
    """The session of the page before goes on, at the place that was asked for."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/private")
        await page.attach()
        before = page.tab
        await page.leave()
        loaded = await Page(host, browser).open("/form")
        name = attribute(loaded.shown.fields[0], "name")
        first = await loaded.attach(before=before, fields={name: "Ana"})
        assert first["fresh"]
        assert host.told.loaded_anew == 1
        assert not {"route", "title"} & first.keys()
        loaded.said = 0
        await loaded.press("Envoyer")
        await loaded.hears("parts")
    assert host.told.pressed == ["Ana/"]


async def test_a_page_that_was_led_here_keeps_what_it_brought(host: Serving) -> None:
    """Back from another site, its own session knows what the address said; the one before does not."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/")
        await page.attach()
        before = page.tab
        await page.leave()
        loaded = await Page(host, browser).open("/private")
        first = await loaded.attach(before=before)
    assert "fresh" not in first
    assert host.told.loaded_anew == 0


async def test_a_duplicate_of_a_page_takes_nothing_away(host: Serving) -> None:
    """Who copies a tab gets another session; the one that is there goes on."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/private")
        await page.attach()
        other = await Page(host, browser).open("/form")
        first = await other.attach(before=page.tab)
        assert first["fresh"]
        await page.press("Autre")
        await page.hears("heard")
    assert host.told.pressed == ["Autre"]


async def test_back_and_forward(host: Serving) -> None:
    """The browser has its address already; where it leads elsewhere, the address is put in its place."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/form")
        await page.attach()
        page.said += 1
        await page.say(n=page.said, do="go", route="/private")
        assert await page.hears("route") == ["replace", "/form"] or page.route == "/form"
