"""Pages that run no script: links and forms do the same, with the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.host.visitor import Page, Shown, attribute, client, form

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx

    from tests.web.host.conftest import Serving


async def post(
    browser: httpx.AsyncClient, route: str, data: dict[str, str], **more: object
) -> httpx.Response:
    origin = {"Origin": f"{browser.base_url}".rstrip("/")}
    return await browser.post(route, data=data, headers=origin, **more)  # type: ignore[arg-type] # as httpx has it


async def test_a_form_is_answered_with_its_page(host: Serving) -> None:
    """What is wrong with it is shown, what was typed is there, and the session goes on with the next."""
    async with client(host) as browser:
        shown = Shown((await browser.get("/form")).text)
        answer = await post(browser, "/form", form(shown, "Envoyer", "Ana", "secret"))
        assert answer.status_code == 200
        again = Shown(answer.text)
        assert "Refusé : Ana" in again.words
        assert attribute(again.fields[0], "value") == "Ana"
        opened = host.told.opened
        await post(browser, "/form", form(again, "Envoyer", "Zoé", "secret"))
    assert host.told.pressed == ["Ana/secret", "Zoé/secret"]
    assert host.told.opened == opened


async def test_a_form_that_leads_on(host: Serving) -> None:
    """To another address, once what the program waits for is there; the session goes there, and on by links."""
    async with client(host) as browser:
        shown = Shown((await browser.get("/form")).text)
        answer = await post(browser, "/form", form(shown, "Aller"))
        assert (answer.status_code, answer.headers["location"]) == (303, "/done")
        opened = host.told.opened
        done = Shown((await browser.get("/done")).text)
        assert done.heading == "Fini"
        assert Shown((await browser.get("/form")).text).heading == "Formulaire"
    assert host.told.opened == opened


async def test_enter_presses_the_main_button_of_the_form(host: Serving) -> None:
    """Not the first that stands in it."""
    async with client(host) as browser:
        shown = Shown((await browser.get("/form")).text)
        inside = shown.html.partition("</h1>")[2].partition("<form")[2].partition("</form>")[0]
        first = inside[inside.index("<button") :].partition(">")[0]
        data = shown.hidden | {"press": attribute(first, "value")}
        data[attribute(shown.fields[0], "name")] = "Ana"
        await post(browser, "/form", data)
    assert host.told.pressed == ["Ana/"]


async def test_enter_outside_of_a_form_presses_nothing(host: Serving) -> None:
    """The first button of a page may be that which signs out."""
    async with client(host) as browser:
        shown = Shown((await browser.get("/form")).text)
        assert (await post(browser, "/form", form(shown, None, "Ana"))).status_code == 200
    assert host.told.pressed == []
    assert host.told.typed == ["Ana"]


async def test_a_file_is_posted(host: Serving) -> None:
    """With the press of the button that asks for it."""
    async with client(host) as browser:
        shown = Shown((await browser.get("/files")).text)
        press = attribute(shown.html.partition("<noscript>")[2].partition(">")[0], "value")
        answer = await post(
            browser,
            "/files",
            shown.hidden | {"press": press},
            files={"fichier": ("../carte d’identité.txt", b"abc", "text/plain")},
        )
    assert answer.status_code == 200
    assert host.told.files == [("carte d’identité.txt", b"abc")]


async def test_a_file_is_saved(host: Serving) -> None:
    """It is the answer."""
    async with client(host) as browser:
        shown = Shown((await browser.get("/files")).text)
        answer = await post(browser, "/files", form(shown, "Enregistrer"))
    assert answer.content == b"contenu"
    assert answer.headers["content-disposition"] == (
        "attachment; filename*=UTF-8''Relev%C3%A9%20d%E2%80%99%C3%A9t%C3%A9.txt"
    )
    assert answer.headers["cache-control"] == "no-store"


async def test_what_a_browser_alone_can_do_is_refused(host: Serving) -> None:
    """The program hears that it was not done."""
    async with client(host) as browser:
        shown = Shown((await browser.get("/files")).text)
        await post(browser, "/files", form(shown, "Copier ensuite"))
    assert host.told.errors == ["no script"]


async def test_another_site_is_a_link_away(host: Serving) -> None:
    """No policy has to name it."""
    async with client(host) as browser:
        shown = Shown((await browser.get("/files")).text)
        answer = await post(browser, "/files", form(shown, "Partir"))
    assert 'href="https://ailleurs.example/?a=1&amp;b=2"' in answer.text
    assert answer.headers["refresh"] == "0;url=https://ailleurs.example/?a=1&b=2"
    assert host.told.pressed == ["parti"]


async def test_a_page_that_was_kept_for_too_long_presses_nothing(host: Serving) -> None:
    """What was pressed may be something else by now: the page is shown as it is now, with what was typed."""
    async with client(host) as browser:
        shown = Shown((await browser.get("/form")).text)
        data = form(shown, "Envoyer", "Ana") | {"page": "another"}
        again = Shown((await post(browser, "/form", data)).text)
        assert host.told.pressed == []
        assert attribute(again.fields[0], "value") == "Ana"
        await post(browser, "/form", form(again, "Envoyer", "Ana"))
    assert host.told.pressed == ["Ana/"]


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "null"}, {"Origin": "https://ailleurs.example"}, {"Origin": "http://["}]
)
async def test_pages_of_other_hosts_post_nothing(host: Serving, headers: dict[str, str]) -> None:
    """Whatever they know of the form."""
    async with client(host) as browser:
        shown = Shown((await browser.get("/private", follow_redirects=True)).text)
        opened = host.told.opened
        answer = await browser.post("/form", data=form(shown, "Autre"), headers=headers)
    assert answer.status_code == 403
    assert host.told.pressed == []
    assert host.told.opened == opened


async def test_a_form_is_of_one_browser(host: Serving) -> None:
    """Who has read another's page presses nothing in their session."""
    async with client(host) as browser, client(host) as thief:
        shown = Shown((await browser.get("/private", follow_redirects=True)).text)
        await post(thief, "/form", form(shown, None, "Ana"))
        mine = Shown((await browser.get("/form")).text)
    assert attribute(mine.fields[0], "value") == ""


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"\xff\xfe", "application/x-www-form-urlencoded", 200),
        (b"--x\r\nnonsense", "multipart/form-data; boundary=x", 200),
        (b"x", "multipart/form-data", 400),
        (b"&".join(b"a%d=1" % i for i in range(500)), "application/x-www-form-urlencoded", 400),
        (b"press=page", "application/x-www-form-urlencoded", 200),
    ],
    ids=["bytes", "broken", "no boundary", "many", "nothing"],
)
async def test_what_is_no_form(host: Serving, content: bytes, kind: str, status: int) -> None:
    """Is refused, or shown the page, and is no defect."""
    async with client(host) as browser:
        answer = await browser.post(
            "/form", content=content, headers={"Content-Type": kind, "Origin": host.url}
        )
    assert answer.status_code == status
    assert host.told.pressed == []


async def test_a_form_that_is_too_large(host: Serving) -> None:
    """Whether it says so, or not."""
    async with client(host) as browser:
        headers = {"Content-Type": "multipart/form-data; boundary=x", "Origin": host.url}
        said = await browser.post("/files", content=b"x" * 17_000_000, headers=headers)

        async def pieces() -> AsyncIterator[bytes]:
            for _ in range(170):
                yield b"x" * 100_000

        unsaid = await browser.post("/files", content=pieces(), headers=headers)
    assert said.status_code == 413
    assert unsaid.status_code in {400, 413}
    assert host.told.opened == 0


async def test_a_script_that_comes_takes_the_session_up(host: Serving) -> None:
    """From then on no page is had of it by its address."""
    async with client(host) as browser:
        shown = Shown((await browser.get("/form")).text)
        answer = await post(browser, "/form", form(shown, "Envoyer", "Ana"))
        page = Page(host, browser)
        page.route, page.shown = "/form", Shown(answer.text)
        page.tab = page.shown.body("data-tab")
        assert "fresh" not in await page.attach()
        other = Shown((await browser.get("/form")).text)
        assert attribute(other.fields[0], "value") == ""


async def test_a_box_is_ticked_and_not(host: Serving) -> None:
    """Of the form that was posted: of another, nothing is said."""
    async with client(host) as browser:
        shown = Shown((await browser.get("/choices")).text)
        box = next(each for each in shown.fields if attribute(each, "type") == "checkbox")
        radio = next(each for each in shown.fields if attribute(each, "value") == "deux")
        data = form(shown, "Dessous") | {attribute(box, "name"): "on", attribute(radio, "name"): "deux"}
        again = Shown((await post(browser, "/choices", data)).text)
        assert host.told.pressed == ["Checkbox=True", "RadioGroup=deux", "Dessous"]
        await post(browser, "/choices", form(again, None))
        await post(browser, "/choices", form(again, "Dessous") | {attribute(radio, "name"): "deux"})
    assert host.told.pressed[3:] == ["Checkbox=False", "Dessous"]


async def test_a_script_that_comes_does_what_it_can(host: Serving) -> None:
    """What the page could not do without it is asked of it."""
    async with client(host) as browser:
        shown = Shown((await browser.get("/files")).text)
        answer = await post(browser, "/files", form(shown, "Copier ensuite"))
        page = Page(host, browser)
        page.route, page.shown = "/files", Shown(answer.text)
        page.tab = page.shown.body("data-tab")
        await page.attach()
        await page.press("Copier ensuite")
        [[_, name, _]] = await page.hears("calls")
    assert name == "copy"


@pytest.mark.parametrize("press", ["Envoyer", "Aller"])
async def test_a_cookie_is_set_once(host: Serving, press: str) -> None:
    """By an answer that shows a page, or leads to one: of two of one name, a browser may keep either."""
    async with client(host) as browser:
        shown = Shown((await browser.get("/form")).text)
        browser.cookies.clear()
        answer = await post(browser, "/form", form(shown, press, "Ana", "secret"))
    names = [each.partition("=")[0] for each in answer.headers.get_list("set-cookie")]
    assert f"browser-{host.port}" in names
    assert len(names) == len(set(names))


async def test_a_page_without_https_posts_nothing_to_one_with(host: Serving) -> None:
    """Whoever is on the way can write what comes without; a proxy that says nothing of https is not doubted."""
    origin = {"Origin": host.url}
    secure = {"X-Forwarded-Proto": "https"}
    async with client(host) as browser:
        statuses = [
            (await browser.post("/form", data={}, headers=headers)).status_code
            for headers in (
                origin,
                origin | secure,
                {"Origin": host.url.replace("http:", "https:")} | secure,
                {"Origin": host.url.replace("http:", "https:")},
            )
        ]
    assert statuses == [200, 403, 200, 200]
