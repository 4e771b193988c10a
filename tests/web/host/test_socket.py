"""The socket of a page: it takes up its tab, and nothing is lost or done twice, however often the line is cut."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Origin

from tests.web.host.conftest import Serving, serving
from tests.web.host.visitor import Page, attribute, client


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


@pytest.mark.parametrize(
    "origin", [None, "https://ailleurs.example", "http://127.0.0.1:1", "http://[", "null"]
)
async def test_pages_of_other_hosts_open_no_socket(host: Serving, origin: str | None) -> None:
    """A site that somebody visits cannot open a session here in their name."""
    with pytest.raises(InvalidStatus) as refused:
        async with connect(f"ws://127.0.0.1:{host.port}/-/socket", origin=Origin(origin) if origin else None):
            pass
    assert refused.value.response.status_code == 403


async def test_a_token_is_of_one_browser(host: Serving) -> None:
    """Who has read another's page cannot take its session."""
    async with client(host) as browser, client(host) as thief:
        page = await Page(host, browser).open("/private")
        other = await Page(host, thief).open("/form")
        for stolen in ({"tab": page.tab}, {"tab": None, "before": page.tab}):
            first = await other.attach(**stolen)
            assert first["fresh"]
            await other.leave()
        first = await page.attach()
    assert "fresh" not in first


async def test_a_token_is_good_for_one_page(host: Serving) -> None:
    """Once its page has the next, it opens nothing."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/private")
        first = page.tab
        await page.attach()
        await page.say(do="seen", n=page.seen)
        await page.press("Autre")
        await page.hears("heard")
        await page.leave()
        again = await page.attach(tab=first)
        assert again["fresh"]


async def test_a_socket_that_never_says_whose_it_is_is_closed() -> None:
    """Silence is no visit."""
    with serving(attach_seconds=0.1) as served:
        async with client(served) as browser:
            page = Page(served, browser)
            await page.connect()
            await asyncio.wait_for(page.socket.wait_closed(), 30)
    assert page.socket.close_code == 1008
    assert served.told.opened == 0


async def test_there_are_so_many_sockets_of_one_address() -> None:
    """One address cannot take the place of all; a place that is left is free again."""
    with serving(sockets=3, sockets_per_address=2) as served:
        async with contextlib.AsyncExitStack() as stack:

            async def visit(address: str) -> Page:
                browser = await stack.enter_async_context(client(served))
                page = Page(served, browser, address=address)
                await page.connect()
                return page

            async def refused(address: str) -> None:
                with pytest.raises(InvalidStatus) as refusal:
                    await visit(address)
                assert refusal.value.response.status_code == 503

            first = await visit("2001:db8::1")
            await visit("2001:db8::2")
            await refused("2001:db8::3")  # the same subscriber
            await visit("192.0.2.8")
            await refused("192.0.2.9")
            await first.leave()
            async with asyncio.timeout(30):
                while True:
                    with contextlib.suppress(InvalidStatus):
                        await visit("192.0.2.9")
                        break
                    await asyncio.sleep(0.05)


async def test_a_flood_is_read_slowly_then_no_more() -> None:
    """Whoever says more than a person can is slowed down, then closed; others are answered meanwhile."""
    with serving(burst=50, flood_seconds=0.3) as served:
        async with client(served) as browser, client(served) as other:
            loud = await Page(served, browser).open("/form")
            await loud.attach()

            async def flood() -> None:
                while True:
                    await loud.say(do="seen", n=0)

            flooding = asyncio.create_task(flood())
            page = await Page(served, other, address="192.0.2.9").open("/form")
            await page.attach()
            with pytest.raises(ConnectionClosed):
                await asyncio.wait_for(flooding, 60)


async def test_sessions_of_browsers_that_leave_are_freed() -> None:
    """After the time that a line has to come back."""
    with serving(resume_seconds=0.2) as served:
        for _ in range(5):
            async with client(served) as browser:
                page = await Page(served, browser).open("/form")
                await page.attach()
                await page.press("Envoyer", fields={attribute(page.shown.fields[0], "id"): "x"})
                await page.leave()
        async with asyncio.timeout(40):
            while gc.collect() >= 0 and len(served.told.pages) > 1:  # noqa: ASYNC110 - Flet keeps one
                await asyncio.sleep(0.1)


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


@pytest.mark.parametrize("about", ["x", {"zone": 1}, {"zone": "x" * 65}, {str(n): "" for n in range(9)}])
async def test_no_browser_tells_that_of_itself(host: Serving, about: object) -> None:
    """Texts, few and short."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/kept")
        with pytest.raises(ConnectionClosed):
            await page.attach(about=about)
