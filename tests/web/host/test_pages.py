"""What is asked for by its address: whole pages, drawn once where they are nobody's."""

from __future__ import annotations

import asyncio
import gc

import httpx
import pytest

from tests.support.patience import PATIENCE_S
from tests.web.host.conftest import Serving, serving
from tests.web.host.visitor import Page, Shown, client


async def test_the_first_answer_is_the_whole_page(host: Serving) -> None:
    """What the program waits for is there when the page comes."""
    async with client(host) as browser:
        answer = await browser.get("/slow")
    assert answer.status_code == 200
    assert "Arrivé" in answer.text
    assert Shown(answer.text).title == "Lent"


async def test_a_page_of_nobody_is_drawn_once(host: Serving) -> None:
    """A hundred visitors cost one session, which is over before any of them reads."""
    async with client(host) as browser:
        answers = await asyncio.gather(*(browser.get("/") for _ in range(100)))
    assert {answer.content for answer in answers} == {answers[0].content}
    assert host.told.opened == 1
    assert "set-cookie" not in answers[0].headers
    assert answers[0].headers["cache-control"] == "no-cache"


async def test_a_page_that_is_there_is_not_sent_again(host: Serving) -> None:
    """By its tag: a second visit is a few bytes."""
    async with client(host) as browser:
        tag = (await browser.get("/")).headers["etag"]
        again = await browser.get("/", headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
async def test_pages_are_compressed_as_browsers_take_it(host: Serving, encoding: str) -> None:
    """Each in the way it asks for, the same page."""
    async with client(host) as browser:
        for route in ("/", "/private"):
            answer = await browser.get(route, headers={"Accept-Encoding": encoding}, follow_redirects=True)
            assert answer.headers.get("content-encoding", "identity") == encoding
            assert "<h1" in answer.text


async def test_what_strangers_are_told_changes_after_some_seconds() -> None:
    """A page that is kept says what the program said lately."""
    with serving(kept_pages_seconds=0.05) as served:
        async with client(served) as browser:
            await browser.get("/")
            served.told.notice = "Service fermé"
            async with asyncio.timeout(PATIENCE_S):
                while "Service fermé" not in (await browser.get("/")).text:  # noqa: ASYNC110
                    await asyncio.sleep(0.02)


async def test_an_address_that_leads_nowhere_is_404(host: Serving) -> None:
    """For machines; a person reads the screen that says so."""
    async with client(host) as browser:
        answer = await browser.get("/nowhere")
    assert answer.status_code == 404
    assert "Cette page n’existe pas" in answer.text


async def test_who_may_not_stand_there_is_led_on(host: Serving) -> None:
    """The address is that of the screen that is shown, and the session that led there goes on."""
    async with client(host) as browser:
        led = await browser.get("/private")
        assert (led.status_code, led.headers["location"]) == (303, "/form")
        assert led.headers["cache-control"] == "no-store"
        opened = host.told.opened
        answer = await browser.get("/form")
    assert Shown(answer.text).heading == "Formulaire"
    assert answer.headers["cache-control"] == "no-store"
    assert host.told.opened == opened


async def test_an_address_never_leads_to_another_host(host: Serving) -> None:
    """Two slashes at its beginning would name one."""
    async with client(host) as browser:
        answer = await browser.get("/out")
    assert answer.headers["location"] == "/ailleurs.example/form"


async def test_sessions_that_nobody_takes_up_end() -> None:
    """Machines that ask for pages fill no memory."""
    with serving(unclaimed_seconds=0.2) as served:
        async with client(served) as browser:
            for _ in range(5):
                await browser.get("/private")
                browser.cookies.clear()
        async with asyncio.timeout(PATIENCE_S):
            while gc.collect() >= 0 and len(served.told.pages) > 1:  # noqa: ASYNC110 - as above; Flet keeps one
                await asyncio.sleep(0.1)


async def test_there_are_so_many_sessions_of_one_address() -> None:
    """Others still come in, and public pages are there for all."""
    with serving(tabs=3, tabs_per_address=2) as served:
        async with client(served) as browser:

            async def status(address: str) -> int:
                browser.cookies.clear()
                return (await browser.get("/private", headers={"X-Forwarded-For": address})).status_code

            assert [await status("192.0.2.1") for _ in range(3)] == [303, 303, 503]
            assert await status("192.0.2.2") == 303
            assert await status("192.0.2.3") == 503
            assert "Trop de monde" in (await browser.get("/private")).text


@pytest.mark.parametrize(
    "route", ["/", "/nowhere", "/private", "/health", "/-/base.css", "/robots.txt", "/-/none"]
)
async def test_every_answer_is_closed(host: Serving, route: str) -> None:
    """No script, style, frame or form but the host's own."""
    async with client(host) as browser:
        headers = (await browser.get(route)).headers
    policy = headers["content-security-policy"].split("; ")
    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'", "form-action 'self'"} <= set(
        policy
    )
    assert {"base-uri 'none'", "frame-ancestors 'none'"} <= set(policy)
    assert not any("unsafe" in each or "*" in each for each in policy)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-opener-policy"] == "same-origin"


async def test_a_page_holds_neither_script_nor_style(host: Serving) -> None:
    """The policy would forbid both."""
    async with client(host) as browser:
        html = (await browser.get("/form")).text
    assert "<style" not in html
    assert " style=" not in html
    assert "<script src=" in html
    assert html.count("<script") == 1


async def test_files_are_kept_for_good_under_the_name_of_their_content(host: Serving) -> None:
    """And compressed; what is asked for by another name is asked for again."""
    async with client(host) as browser:
        html = (await browser.get("/")).text
        script = html.partition('<script src="')[2].partition('"')[0]
        answer = await browser.get(script, headers={"Accept-Encoding": "br"})
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-encoding"] == "br"
        assert answer.headers["content-type"].startswith("text/javascript")
        plain = await browser.get("/-/page.js")
        assert plain.headers["cache-control"] == "no-cache"
        again = await browser.get("/-/page.js", headers={"If-None-Match": plain.headers["etag"]})
        assert again.status_code == 304
        assert (await browser.get("/-/../app.py")).status_code == 404
        assert (await browser.get("/-/%2e%2e/app.py")).status_code == 404


async def test_the_styles_of_a_page_are_there_before_and_after_others_are_drawn(host: Serving) -> None:
    """A sheet is named after its content."""
    async with client(host) as browser:
        sheets = []
        for route in ("/", "/form"):
            html = (await browser.get(route)).text
            sheets.append(html.partition('href="/-/style-')[2].partition('"')[0])
        for sheet in sheets:
            answer = await browser.get(f"/-/style-{sheet}")
            assert "immutable" in answer.headers["cache-control"]
        unknown = await browser.get("/-/style-000000000000.css")
    assert unknown.headers["cache-control"] == "no-store"
    assert unknown.text


async def test_what_stands_beside_the_screens(host: Serving) -> None:
    """Health, robots, well-known names: none of them is a screen."""
    async with client(host) as browser:
        assert (await browser.get("/health")).json() == {"status": "ok", "version": "1"}
        assert (await browser.get("/robots.txt")).text == "User-agent: *\n"
        assert (await browser.get("/.well-known/x")).headers["location"] == "/form"
        assert (await browser.get("/.well-known/y")).status_code == 404
        assert (await browser.put("/form", headers={"Origin": host.url})).status_code == 405
    assert host.told.opened == 0


async def test_a_long_address_is_refused(host: Serving) -> None:
    """Before the program hears of it."""
    async with client(host) as browser:
        assert (await browser.get("/" + "x" * 3000)).status_code == 414
    assert host.told.opened == 0


async def test_the_host_knows_whom_it_serves(host: Serving) -> None:
    """Behind a proxy on this machine, by what the proxy says."""
    async with client(host) as browser:
        page = await Page(host, browser, address="192.0.2.7").open("/private")
    assert page.shown.heading == "Formulaire"
    assert set(host.told.addresses) == {"192.0.2.7"}


async def test_head_is_answered_as_get_is(host: Serving) -> None:
    """Machines look so whether a page is there."""
    async with httpx.AsyncClient(base_url=host.url, timeout=PATIENCE_S) as browser:
        answer = await browser.head("/")
    assert (answer.status_code, answer.content) == (200, b"")


async def test_an_address_opens_no_more_than_a_person_can() -> None:
    """Nor does a flood of addresses that lead nowhere, each of which is drawn."""
    with serving(openings_at_once=3, openings_per_second=0.001) as served:
        async with client(served) as browser:

            async def status(route: str, address: str) -> int:
                return (await browser.get(route, headers={"X-Forwarded-For": address})).status_code

            assert [await status(f"/{number}", "192.0.2.1") for number in range(4)] == [404, 404, 404, 503]
            assert await status("/0", "192.0.2.1") == 404  # kept
            assert await status("/5", "192.0.2.2") == 404


async def test_a_program_that_fails_is_said_to(host: Serving) -> None:
    """In French, without its words."""
    async with client(host) as browser:
        answer = await browser.get("/broken")
    assert answer.status_code == 500
    assert "a rencontré un problème" in answer.text
    assert "2850559123456" not in answer.text


async def test_a_page_waits_no_longer_than_a_person_does() -> None:
    """What comes later is told by its socket; and such a page is for one alone."""
    with serving(page_seconds=0.01) as served:
        async with client(served) as browser:
            page = await Page(served, browser).open("/slow")
            assert "En attente" in page.shown.words
            assert page.tab
            await page.attach()
            while "Arrivé" not in page.shown.words:
                await page.hear()


@pytest.mark.parametrize(
    ("asked", "leads"),
    [
        ("/form//x?de=//y", "/form/x?de=//y"),
        ("//ailleurs.example//form", "/ailleurs.example/form"),
        ("//\\ailleurs.example", "/ailleurs.example"),
        ("/\\ailleurs.example/form", "/ailleurs.example/form"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_an_empty_name_in_a_path_is_passed_over(
    host: Serving, method: str, asked: str, leads: str
) -> None:
    """No program has a screen there: it would draw nothing, for all who come. It leads to this very host."""
    async with client(host) as browser:
        request = browser.build_request(method, "/", headers={"Origin": host.url})
        request.extensions = {"target": asked.encode()}
        answer = await browser.send(request)
    assert (answer.status_code, answer.headers["location"]) == (308, leads)
    assert host.told.opened == 0


async def test_paths_that_lead_nowhere_take_no_room() -> None:
    """There is no end of them: pages that are asked for stay kept, whoever guesses names meanwhile."""
    with serving(kept_pages_bytes=10_000, kept_pages_seconds=600) as served:
        async with client(served) as browser:
            await browser.get("/form")
            for number in range(20):
                assert (await browser.get(f"/nowhere-{number}")).status_code == 404
            opened = served.told.opened
            await browser.get("/form")
    assert served.told.opened == opened


@pytest.mark.parametrize("path", ["/-/files/none", "/-/none", "/.well-known/none", "/%0a", "/-/keep"])
async def test_every_answer_says_whether_it_may_be_kept(host: Serving, path: str) -> None:
    """What says nothing, a browser or a proxy keeps for as long as it likes."""
    async with client(host) as browser:
        answer = await browser.get(path)
    assert answer.status_code in {404, 405}
    assert answer.headers["cache-control"] in {"no-store", "no-cache"}
