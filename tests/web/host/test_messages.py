"""What may be said on a socket: few kinds of messages, small, of what is shown and open."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest
from websockets.exceptions import ConnectionClosed

from tests.web.host.visitor import Page, attribute, client

if TYPE_CHECKING:
    from tests.web.host.conftest import Serving


async def test_closed_and_gone_controls_are_passed_over(host: Serving) -> None:
    """A person may press what has just been closed: the socket goes on, the program hears nothing."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/form")
        await page.attach()
        await page.press("Fermé")
        await page.act("e9999")
        number = await page.press("Autre")
        while page.heard < number:
            await page.hear()
    assert host.told.pressed == ["Autre"]


async def test_a_link_leads_where_it_led_though_it_was_just_drawn_anew(host: Serving) -> None:
    """Pressed as its screen was drawn again, it is another for the program: its address is the same."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/")
        await page.attach()
        await page.act("e9999", route="/form")
        assert await page.hears("route") == ["push", "/form"]
        assert "Envoyer" in page.shown.html


FIRST: list[tuple[object, int]] = [
    ("not json", 1007),
    ("[" * 100_000, 1009),
    ("[" * 9000, 1007),
    ([], 1007),
    ({"do": "act"}, 1008),
    ({"do": "attach"}, 1008),
    ({"do": "attach", "route": "connexion"}, 1008),
    ({"do": "attach", "route": "//ailleurs.example/form"}, 1008),
    ({"do": "attach", "route": "/\\ailleurs.example/form"}, 1008),
    ({"do": "attach", "route": 1}, 1008),
    ({"do": "attach", "route": "/" + "x" * 3000}, 1009),
    ({"do": "attach", "route": "/", "tab": 1}, 1008),
    ({"do": "attach", "route": "/", "seen": -1}, 1008),
    ({"do": "attach", "route": "/", "seen": True}, 1008),
    ({"do": "attach", "route": "/", "fields": []}, 1008),
    ({"do": "attach", "route": "/", "fields": {"a": 1}}, 1008),
    ({"do": "attach", "route": "/", "page": None}, 1008),
    (b"\x00\x01", 1003),
]


@pytest.mark.parametrize(("first", "code"), FIRST, ids=lambda value: str(value)[:40])
async def test_a_first_message_is_small_and_of_one_kind(host: Serving, first: object, code: int) -> None:
    """What no page says ends the socket; no session was made for it."""
    async with client(host) as browser:
        page = Page(host, browser)
        await page.connect()
        await page.socket.send(first if isinstance(first, str | bytes) else json.dumps(first))
        await asyncio.wait_for(page.socket.wait_closed(), 30)
    assert page.socket.close_code == code
    assert host.told.opened == 0


@pytest.mark.parametrize(
    ("later", "code"),
    [
        ({"do": "attach", "route": "/"}, 1008),
        ({"n": 1, "do": "set", "at": "e1"}, 1008),
        ({"n": 0, "do": "act", "at": "e1"}, 1008),
        ({"n": 2, "do": "act", "at": "e1"}, 1008),
        ({"n": "1", "do": "act", "at": "e1"}, 1008),
        ({"n": 1, "do": "act", "at": "e1", "event": "resize"}, 1008),
        ({"n": 1, "do": "act", "at": "e1", "event": [1]}, 1008),
        ({"n": 1, "do": "act", "at": "page", "event": "click"}, 1008),
        ({"n": 1, "do": "act", "fields": {"e1": {"a": 1}}}, 1008),
        ({"n": 1, "do": "act", "fields": {"root": "x"}}, 1008),
        ({"n": 1, "do": "act", "fields": {f"e{i}": "x" for i in range(300)}}, 1009),
        ({"n": 1, "do": "act", "at": "e" * 300, "event": "click"}, 1009),
        ({"n": 1, "do": "act", "at": "e1", "event": "click", "route": "//ailleurs.example"}, 1008),
        ({"n": 1, "do": "go", "route": "https://ailleurs.example"}, 1008),
        ({"n": 1, "do": "go", "route": "//ailleurs.example"}, 1008),
        ({"n": 1, "do": "go", "route": "/\\ailleurs.example"}, 1008),
        ({"n": 1, "do": "go", "route": "/" + "x" * 3000}, 1009),
        ({"n": 1, "do": "answer", "call": 1}, 1008),
        ({"do": "seen"}, 1008),
        ({"n": 1, "do": "act", "at": "", "fields": {"e1": "x" * 300_000}}, 1009),
    ],
    ids=lambda value: str(value)[:60],
)
async def test_what_is_said_later_is_of_few_kinds(host: Serving, later: dict[str, Any], code: int) -> None:
    """Another number, event, element or size than a page says ends the socket."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/form")
        await page.attach()
        await page.say(**later)
        await asyncio.wait_for(page.socket.wait_closed(), 30)
    assert page.socket.close_code == code
    assert host.told.pressed == []


@pytest.mark.parametrize(("at", "event", "fields"), [("Autre", "submit", {}), ("Autre", "", {"Autre": "x"})])
async def test_a_control_is_told_what_its_kind_hears_alone(
    host: Serving, at: str, event: str, fields: dict[str, str]
) -> None:
    """A button has no value, and is not submitted."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/form")
        await page.attach()
        named = {page.shown.pressed(name): value for name, value in fields.items()}
        await page.press(at, event=event, fields=named)
        await asyncio.wait_for(page.socket.wait_closed(), 30)
    assert page.socket.close_code == 1008


async def test_a_field_holds_no_more_than_it_may(host: Serving) -> None:
    """What fills it in by itself knows no bound."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/form")
        await page.attach()
        await page.press("Envoyer", fields={attribute(page.shown.fields[0], "id"): "x" * 50})
        await page.hears("parts")
    assert host.told.pressed == [f"{'x' * 20}/"]


async def test_half_a_character_is_none(host: Serving) -> None:
    """It can be written nowhere, and would end the page of who pastes one: a sign stands for it, as in a form."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/form")
        name = attribute(page.shown.fields[0], "name")
        await page.attach(tab=None, page="", route="/form?de=\ud800", fields={name: "\udfff"})
        await page.press("Envoyer", fields={attribute(page.shown.fields[0], "id"): "a\ud83d\U0001f600"})
        await page.hears("parts")
    assert host.told.pressed == ["a\ufffd\U0001f600/"]


@pytest.mark.parametrize("about", ["x", {"zone": 1}, {"zone": "x" * 65}, {str(n): "" for n in range(9)}])
async def test_no_browser_tells_that_of_itself(host: Serving, about: object) -> None:
    """Texts, few and short."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/kept")
        with pytest.raises(ConnectionClosed):
            await page.attach(about=about)
