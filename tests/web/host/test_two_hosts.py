"""Several hosts of browsers, each a process: what a person does on one holds on the other."""

from __future__ import annotations

import asyncio
import base64
import contextlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
import pytest

from tests.support.processes import Api, Web
from tests.support.redis import running_redis
from tests.support.visitor import ACCOUNTS
from tests.web.host.test_session_fixation import TRY_AGAIN, filled, heard_until_closed, redeem, sign_in
from tests.web.host.visitor import Page, Shown, attribute, client

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

SOMEBODY = ACCOUNTS["responsable-couple"]
OF_THE_PERSON = "Martin"
SIGN_IN = "/connexion"
ACCOUNT = "/mon-compte"


class Balancer:
    """What stands before the hosts: each connection goes to the one that is said."""

    def __init__(self, hosts: tuple[Web, Web]) -> None:
        self.first, self.second = hosts
        self.to = self.first
        self.url = ""
        self._running: set[asyncio.Task[None]] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        port = urlsplit(self.to.url).port
        back, there = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(_pass_on(reader, there), _pass_on(back, writer))


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while said := await reader.read(65536):
            writer.write(said)
            await writer.drain()
    writer.close()


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    api = Api(tmp_path_factory.mktemp("server"))
    yield api.start()
    api.stop()


@pytest.fixture(scope="module")
def hosts(tmp_path_factory: pytest.TempPathFactory, api: Api) -> Iterator[tuple[Web, Web]]:
    """Two that share a Redis and the keys of cookies, as several are to."""
    with contextlib.ExitStack() as stack:
        redis = stack.enter_context(running_redis())
        keys = base64.b64encode(b"k" * 32).decode()
        settings = {"MON_COMPTE_REDIS": redis.connection_url, "MON_COMPTE_COOKIE_KEYS": keys}
        first, second = (Web(tmp_path_factory.mktemp("web"), api.url, **settings) for _ in range(2))
        for host in (first, second):
            host.start()
            stack.callback(host.stop)
        yield first, second


@pytest.fixture
async def balancer(hosts: tuple[Web, Web], api: Api) -> AsyncIterator[Balancer]:
    api.reset()
    balancer = Balancer(hosts)
    server = await asyncio.start_server(balancer.serve, "127.0.0.1", 0)
    balancer.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    yield balancer
    server.close()


@pytest.fixture
async def browser(balancer: Balancer) -> AsyncIterator[httpx.AsyncClient]:
    async with client(balancer, limits=httpx.Limits(max_keepalive_connections=0)) as browser:
        yield browser


async def enter(balancer: Balancer, browser: httpx.AsyncClient) -> Page:
    """Sign in on the first host; return the page."""
    page = await Page(balancer, browser).open(SIGN_IN)
    await page.attach()
    await sign_in(page)
    assert await redeem(browser, page) == [200, 204]
    return page


async def test_who_signs_in_on_one_is_signed_in_on_the_other(
    balancer: Balancer, browser: httpx.AsyncClient
) -> None:
    """A page that is loaded there, and one whose line was cut, which goes on at its place."""
    page = await enter(balancer, browser)
    await page.leave()
    balancer.to = balancer.second
    assert OF_THE_PERSON in (await browser.get(ACCOUNT)).text
    first = await page.attach(page="")
    assert first["fresh"]
    while OF_THE_PERSON not in page.shown.words:
        await page.hear()
    assert page.route == ACCOUNT


async def _comes_again(page: Page, balancer: Balancer) -> None:
    """Wait until the line of an open page is closed to be taken up again, and do so at the host where it was."""
    _, code = await heard_until_closed(page)
    assert code == TRY_AGAIN
    balancer.to = balancer.second
    page.got.clear()
    page.seen = 0
    await page.attach(page="")


async def test_a_sign_in_comes_to_what_is_open_on_the_other(
    balancer: Balancer, browser: httpx.AsyncClient
) -> None:
    """A tab that stands there at a public page becomes the person's, without being loaded anew."""
    before = await Page(balancer, browser).open(SIGN_IN)
    await before.attach()
    await before.leave()
    balancer.to = balancer.second
    beside = await Page(balancer, browser).open(SIGN_IN)
    await beside.attach()
    balancer.to = balancer.first
    await enter(balancer, browser)
    await _comes_again(beside, balancer)
    while OF_THE_PERSON not in beside.shown.words:
        await beside.hear()
    assert beside.route == ACCOUNT


async def test_who_it_is_not_comes_to_what_is_open_on_the_other(
    balancer: Balancer, browser: httpx.AsyncClient
) -> None:
    """A tab that offers the number there does so no more, once "Ce n'est pas moi" was pressed on the first."""
    page = await Page(balancer, browser).open(SIGN_IN)
    await page.attach()
    box = next(each for each in page.shown.fields if attribute(each, "type") == "checkbox")
    await page.act("", event="", fields={attribute(box, "id"): True})
    await page.press("Se connecter", fields=filled(page.shown, SOMEBODY, "id"))
    while page.route != ACCOUNT or not any("keep" in told for told in page.got):
        await page.hear()
    assert await redeem(browser, page) == [200, 204]
    await page.press("Déconnexion")
    while page.route == ACCOUNT:
        await page.hear()
    balancer.to = balancer.second
    beside = await Page(balancer, browser).open(SIGN_IN)
    await beside.attach()
    assert "Ce n’est pas moi" in beside.shown.words
    balancer.to = balancer.first
    page = await Page(balancer, browser).open(SIGN_IN)
    await page.attach()
    await page.press("Ce n’est pas moi")
    await page.hears("keep")
    assert await redeem(browser, page) == [200, 204]
    await _comes_again(beside, balancer)
    while not (drawn := [html for told in beside.got for html in told.get("parts", {}).values()]):
        await beside.hear()
    assert "Ce n’est pas moi" not in str(drawn)


async def test_a_cookie_of_before_opens_nothing_on_either(
    balancer: Balancer, browser: httpx.AsyncClient
) -> None:
    """Though the other host was not there when it was replaced."""
    await (await Page(balancer, browser).open(SIGN_IN)).attach()
    before = dict(browser.cookies)
    await enter(balancer, browser)
    async with client(balancer, cookies=before) as spy:
        for host in (balancer.first, balancer.second):
            balancer.to = host
            with contextlib.suppress(httpx.TooManyRedirects):  # for a moment, it is told to come again
                assert OF_THE_PERSON not in (await spy.get(ACCOUNT, follow_redirects=True)).text


async def test_who_signs_out_on_one_is_signed_out_on_the_other(
    balancer: Balancer, browser: httpx.AsyncClient
) -> None:
    """A tab there shows nothing of the person any more, and one that is loaded there shows nobody."""
    page = await enter(balancer, browser)
    balancer.to = balancer.second
    beside = await Page(balancer, browser).open(ACCOUNT)
    await beside.attach()
    assert OF_THE_PERSON in beside.shown.words
    balancer.to = balancer.first
    await page.press("Déconnexion")
    while page.route == ACCOUNT:
        await page.hear()
    while beside.route == ACCOUNT:
        await beside.hear()
    for host in (balancer.first, balancer.second):
        balancer.to = host
        answer = await browser.get(ACCOUNT, follow_redirects=True)
        assert OF_THE_PERSON not in answer.text


async def test_a_session_lasts_whichever_host_renews_it(
    balancer: Balancer, browser: httpx.AsyncClient, api: Api
) -> None:
    """However often one has renewed it, the other goes on with the tokens of now."""
    await enter(balancer, browser)
    balancer.to = balancer.second
    beside = await Page(balancer, browser).open(ACCOUNT)
    await beside.attach()
    balancer.to = balancer.first
    for _ in range(3):
        api.advance(6 * 60)
        assert OF_THE_PERSON in (await browser.get(ACCOUNT)).text
    for host in (balancer.second, balancer.first):
        balancer.to = host
        assert OF_THE_PERSON in (await browser.get(ACCOUNT)).text


async def test_who_it_is_not_is_so_on_both(balancer: Balancer, browser: httpx.AsyncClient) -> None:
    """After "Ce n'est pas moi" on one host, the other no longer offers the number either."""
    page = await Page(balancer, browser).open(SIGN_IN)
    await page.attach()
    box = next(each for each in page.shown.fields if attribute(each, "type") == "checkbox")
    await page.act("", event="", fields={attribute(box, "id"): True})
    await page.press("Se connecter", fields=filled(page.shown, SOMEBODY, "id"))
    while page.route != ACCOUNT or not any("keep" in told for told in page.got):
        await page.hear()
    assert await redeem(browser, page) == [200, 204]
    await page.press("Déconnexion")
    while page.route == ACCOUNT:
        await page.hear()
    balancer.to = balancer.second
    beside = await Page(balancer, browser).open(SIGN_IN)
    await beside.attach()
    assert "Ce n’est pas moi" in beside.shown.words
    await beside.press("Ce n’est pas moi")
    await beside.hears("keep")
    assert await redeem(browser, beside) == [200, 204]
    balancer.to = balancer.first
    shown = Shown((await browser.get(SIGN_IN)).text)
    assert "Ce n’est pas moi" not in shown.words
