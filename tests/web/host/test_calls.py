"""What the program asks of the browser of a page that runs its script."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import flet as ft
import pytest
from flet.messaging.protocol import InvokeMethodRequestBody

from tests.support.patience import PATIENCE_S
from tests.web.host.conftest import serving
from tests.web.host.visitor import Page, attribute, client
from web.calls import Calls, Uncallable
from web.kept import Kept

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.web.host.conftest import Serving

Trickles = Callable[["Serving", str], Awaitable["asyncio.Task[bytes]"]]


async def test_a_text_that_the_press_itself_copies(host: Serving) -> None:
    """The script did it in the gesture: nothing is asked again."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/files")
        await page.attach()
        number = await page.press("Copier")
        while page.heard < number:
            await page.hear()
    assert host.told.pressed == ["copié"]
    assert not any("calls" in each for each in page.got)


@pytest.mark.parametrize(
    ("answer", "pressed", "errors"),
    [({"value": None}, ["copié"], []), ({"error": "refused"}, [], ["refused"])],
    ids=["done", "refused"],
)
async def test_a_text_that_is_copied_later(
    host: Serving, answer: dict[str, str | None], pressed: list[str], errors: list[str]
) -> None:
    """The script is asked, and the program hears how that went."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/files")
        await page.attach()
        await page.press("Copier ensuite")
        [[call, name, arguments]] = await page.hears("calls")
        assert (name, arguments) == ("copy", {"text": "un texte"})
        page.said += 1
        await page.say(n=page.said, do="answer", call=call, **answer)
        while page.heard < page.said:
            await page.hear()
    assert (host.told.pressed, host.told.errors) == (pressed, errors)


async def test_an_answer_that_nobody_waits_for(host: Serving) -> None:
    """Is passed over."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/files")
        await page.attach()
        page.said += 1
        await page.say(n=page.said, do="answer", call="none", value=1)
        await page.press("Copier")
        while page.heard < page.said:
            await page.hear()
    assert host.told.pressed == ["copié"]


async def test_another_site_takes_the_place_of_the_page(host: Serving) -> None:
    """In this very tab."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/files")
        await page.attach()
        await page.press("Partir")
        [[_, name, arguments]] = await page.hears("calls")
    assert name == "open"
    assert arguments == {"url": "https://ailleurs.example/?a=1&b=2", "here": True}


async def test_a_file_that_was_chosen(host: Serving) -> None:
    """It was sent before; the act says which it is, and no other act can take it again."""
    async with client(host) as browser:
        page = await Page(host, browser).open("/files")
        await page.attach()
        sent = await browser.post(
            "/-/files", params={"name": "C:\\photos\\été.txt"}, content=b"abc", headers={"Origin": host.url}
        )
        token = sent.json()["file"]
        picker = page.shown.html.partition('type="file"')[0].rpartition("<input")[2]
        at = picker.partition('id="')[2].partition('"')[0]
        for _ in range(2):
            number = await page.act(at, file=token)
            while page.heard < number:
                await page.hear()
    assert host.told.files == [("été.txt", b"abc")]


async def test_files_of_strangers_and_large_ones(host: Serving) -> None:
    """Only a browser that is known here sends any, and none that is too large."""
    async with client(host) as browser:
        headers = {"Origin": host.url}
        assert (await browser.post("/-/files?name=a", content=b"a", headers=headers)).status_code == 403
        page = await Page(host, browser).open("/files")
        await page.attach()
        assert (await browser.post("/-/files?name=a", content=b"a")).status_code == 403
        large = await browser.post("/-/files?name=a", content=b"a" * 17_000_000, headers=headers)
        assert large.status_code == 413


async def test_there_are_so_many_files_of_one_address() -> None:
    """They are held for two minutes, and fill no memory."""
    with serving(files_per_address=2) as served:
        async with client(served) as browser:
            page = await Page(served, browser, address="127.0.0.1").open("/files")
            await page.attach()
            answers = [
                await browser.post("/-/files?name=a", content=b"a", headers={"Origin": served.url})
                for _ in range(3)
            ]
    assert [each.status_code for each in answers] == [200, 200, 503]


async def sends(served: Serving, address: str) -> int:
    """Send a file from an address; return how that was answered."""
    async with client(served, headers={"X-Forwarded-For": address}) as browser:
        page = await Page(served, browser, address=address).open("/files")
        await page.attach()
        origin = {"Origin": served.url}
        return (await browser.post("/-/files?name=a", content=b"a", headers=origin)).status_code


async def test_few_addresses_do_not_hold_all_files() -> None:
    """Where all places are taken, whoever has most of them gives one up: a person's only file is not refused."""
    with serving(files_per_address=2, files=4) as served:
        greedy = [await sends(served, f"192.0.2.{number}") for number in (1, 1, 2, 2)]
        others = [await sends(served, f"198.51.100.{number}") for number in (1, 2)]
        assert greedy + others == [200] * 6
        assert await sends(served, "198.51.100.3") == 503  # all have one


@pytest.fixture
async def trickles() -> AsyncIterator[Trickles]:
    """Begin to send a file that does not come, from an address; return what is answered."""
    lines: list[asyncio.StreamWriter] = []

    async def begin(served: Serving, address: str) -> asyncio.Task[bytes]:
        async with client(served, headers={"X-Forwarded-For": address}) as browser:
            page = await Page(served, browser, address=address).open("/files")
            await page.attach()
            cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
        back, there = await asyncio.open_connection("127.0.0.1", served.port)
        lines.append(there)
        head = {
            "Host": f"127.0.0.1:{served.port}",
            "Origin": served.url,
            "Cookie": cookies,
            "X-Forwarded-For": address,
            "Content-Length": "1000000",
        }
        fields = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        there.write(f"POST /-/files?name=a HTTP/1.1\r\n{fields}\r\na".encode())
        await there.drain()
        return asyncio.create_task(back.readline())

    yield begin
    for line in lines:
        line.close()


async def test_a_file_that_does_not_come_makes_room(trickles: Trickles) -> None:
    """After a while of less than any line carries it is read no further."""
    with serving(file_grace_seconds=0.2) as served:
        assert b" 408 " in await (await trickles(served, "192.0.2.1"))


async def test_files_that_do_not_come_keep_nobody_from_sending(trickles: Trickles) -> None:
    """Where all places are taken by what few addresses begin to send, the oldest of these gives way."""
    with serving(files_per_address=2, files=4, file_grace_seconds=3600) as served:
        slow = [await trickles(served, f"192.0.2.{number}") for number in (1, 1, 2, 2)]
        assert [await sends(served, f"198.51.100.{number}") for number in (1, 2)] == [200, 200]
        given_up, _ = await asyncio.wait(slow, return_when=asyncio.FIRST_COMPLETED)
        assert all(b" 408 " in each.result() for each in given_up)


async def test_a_file_that_is_saved(host: Serving) -> None:
    """Once, by the browser that it is for."""
    async with client(host) as browser, client(host) as thief:
        page = await Page(host, browser).open("/files")
        await page.attach()
        await page.press("Enregistrer")
        address = await page.hears("file")
        other = await Page(host, thief).open("/files")
        await other.attach()
        assert (await thief.get(address)).status_code == 404
        answer = await browser.get(address)
        assert answer.content == b"contenu"
        assert answer.headers["content-disposition"].startswith("attachment")
        assert (await browser.get(address)).status_code == 404


async def test_a_file_that_is_shown_beside_the_page(host: Serving) -> None:
    """By a link, as often as it is followed, in the browser's own viewer; to the browser of the page alone."""
    async with client(host) as browser, client(host) as thief:
        page = await Page(host, browser).open("/files")
        await page.attach()
        link = next(each for each in page.shown.html.split("<a ") if "Montrer</a>" in each)
        assert 'target="_blank"' in link
        address = attribute(f"<a {link}", "href")
        await (await Page(host, thief).open("/menu")).attach()
        assert (await thief.get(address)).status_code == 404
        assert (await browser.get(address)).content == b"%PDF-"
        answer = await browser.get(address)
        assert (answer.status_code, answer.content) == (200, b"%PDF-")
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-disposition"] == "inline; filename*=UTF-8''relev%C3%A9.pdf"
        assert answer.headers["cache-control"] == "no-store"
        assert "object-src 'self'" in answer.headers["content-security-policy"]
        for other in ("2/rien.pdf", "3/ailleurs.pdf"):
            missing = await browser.get(f"/-/shown/{other}", headers={"Referer": f"{host.url}/files"})
            assert missing.status_code == 404
            assert "Document indisponible" in missing.text


async def test_a_tab_may_end_while_a_file_of_it_is_read() -> None:
    """The document is unavailable then: the host has no defect."""
    with serving(resume_seconds=0.1) as served:
        async with client(served) as browser:
            page = await Page(served, browser).open("/files")
            await page.attach()
            asked = asyncio.create_task(browser.get("/-/shown/4/tard.pdf"))
            async with asyncio.timeout(PATIENCE_S):
                while "attendu" not in served.told.pressed:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
            await page.leave()
            answer = await asked
            assert answer.status_code == 404
            assert "Document indisponible" in answer.text


async def test_a_file_is_shown_though_its_page_is_kept_no_more() -> None:
    """Without script a page waits for some seconds alone: the address of the page says what it showed."""
    with serving(unclaimed_seconds=0.1, resume_seconds=0.1) as served:
        async with client(served) as browser:
            page = await Page(served, browser).open("/files")
            await page.attach()
            await page.leave()
            while (answer := await browser.get("/-/shown/1/relev%C3%A9.pdf")).status_code == 200:
                pass
            assert answer.status_code == 404
            for referer, status in ((f"{served.url}/files", 200), ("https://ailleurs.example/files", 404)):
                answer = await browser.get("/-/shown/1/relev%C3%A9.pdf", headers={"Referer": referer})
                assert answer.status_code == status


async def test_texts_that_the_browser_keeps(host: Serving) -> None:
    """They are there for its next page, and for no other browser's."""
    async with client(host) as browser, client(host) as other:
        page = await Page(host, browser).open("/kept")
        assert "rien" in page.shown.words
        await page.attach()
        await page.press("Garder")
        ticket = await page.hears("keep")
        kept = await browser.post("/-/keep", content=ticket, headers={"Origin": host.url})
        assert kept.is_success
        assert "gardé" in (await browser.get("/kept")).text
        assert "gardé" not in (await other.get("/kept")).text


def test_what_no_browser_is_asked_for(caplog: pytest.LogCaptureFixture) -> None:
    """Fails a test; in service the log names it, and the program goes on."""
    asked = InvokeMethodRequestBody(control_id=1, call_id="1", name="vibrate", args={})
    with pytest.raises(Uncallable, match=r"HapticFeedback\.vibrate"):
        Calls(Kept(fits=lambda _: True, changed=lambda _: None), strict=True).answer(
            ft.HapticFeedback(), asked
        )
    calls = Calls(Kept(fits=lambda _: True, changed=lambda _: None))
    assert calls.answer(ft.HapticFeedback(), asked) is None
    assert "HapticFeedback.vibrate" in caplog.text
