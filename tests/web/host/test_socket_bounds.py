"""How many sockets there may be, whose, how loud, and what is left of those that went."""

from __future__ import annotations

import asyncio
import contextlib
import gc

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Origin

from tests.support.patience import PATIENCE_S
from tests.web.host.conftest import Serving, serving
from tests.web.host.visitor import Page, attribute, client


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
            async with asyncio.timeout(PATIENCE_S):
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
        async with asyncio.timeout(PATIENCE_S):
            while gc.collect() >= 0 and len(served.told.pages) > 1:  # noqa: ASYNC110 - Flet keeps one
                await asyncio.sleep(0.1)
