"""Who has read the cookie of a browser before somebody signs in there learns nothing of that person, by any door."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from server.demo.accounts import NEWCOMERS
from tests.support.plain import PLAIN
from tests.support.processes import Api, Web
from tests.support.visitor import ACCOUNTS
from tests.web.host.reader import Reader
from tests.web.host.test_without_script import give_civil_status
from tests.web.host.visitor import Page, Shown, attribute, client, form, hold

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping

    from server.demo.accounts import DemoAccount

SOMEBODY = ACCOUNTS["responsable-couple"]
SOMEBODY_ELSE = ACCOUNTS["responsable-seul"]
OF_THE_PERSON = "Martin"
OF_THE_OTHER = "Claire"
OF_THE_NEWCOMER = next(each.birth_name for each in NEWCOMERS if each.case == "avec-nir")
SIGN_IN = "/connexion"
ACCOUNT = "/mon-compte"
CREATION = "/creer-mon-compte"
TRY_AGAIN = 1013


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    api = Api(tmp_path_factory.mktemp("server"))
    yield api.start()
    api.stop()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, api: Api) -> Iterator[Web]:
    web = Web(tmp_path_factory.mktemp("web"), api.url)
    yield web.start()
    web.stop()


@pytest.fixture
def web(running: Web, api: Api) -> Web:
    api.reset()
    return running


@pytest.fixture
async def person(web: Web) -> AsyncIterator[httpx.AsyncClient]:
    """The browser in which somebody is about to sign in; it has a cookie already."""
    async with client(web) as browser:
        page = await Page(web, browser).open(SIGN_IN)
        await page.attach()
        await page.leave()
        yield browser


@pytest.fixture
async def spy(web: Web, person: httpx.AsyncClient) -> AsyncIterator[httpx.AsyncClient]:
    """A browser elsewhere, with a copy of all cookies."""
    async with client(web) as browser:
        hold(browser, person.cookies)
        yield browser


def cookie(cookies: Mapping[str, str], kind: str) -> str:
    """Return a cookie of the host; its name has the port."""
    return next(value for name, value in cookies.items() if name.startswith(f"{kind}-"))


def secret(browser: httpx.AsyncClient) -> str:
    return cookie(browser.cookies, "browser")


def filled(shown: Shown, account: DemoAccount, by: str) -> dict[str, str]:
    """Return the fields of the sign-in, by their ids or names."""
    values = {"username": account.identifier, "current-password": account.password}
    found = {attribute(each, "autocomplete"): attribute(each, by) for each in shown.fields}
    return {found[kind]: value for kind, value in values.items()}


async def sign_in(page: Page, account: DemoAccount = SOMEBODY) -> None:
    """Sign in by the script of a page, which stands at the sign-in; what is told goes on until the account is shown."""
    await page.press("Se connecter", fields=filled(page.shown, account, "id"))
    while page.route != ACCOUNT or not any("keep" in told for told in page.got):
        await page.hear()


async def redeem(browser: httpx.AsyncClient, page: Page) -> list[int]:
    """Have a browser take the cookies that its page was told of; return how each time was answered."""
    [*_, ticket] = [told["keep"] for told in page.got if "keep" in told]
    origin = {"Origin": page.served.url}
    return [(await browser.post("/-/keep", content=ticket, headers=origin)).status_code for _ in range(2)]


async def heard_until_closed(page: Page) -> tuple[str, int | None]:
    """Return all that a page was told until its line was closed, and how that was."""
    try:
        while True:
            await page.hear()
    except ConnectionClosed:
        return str(page.got), page.socket.close_code


async def looks_around(web: Web, cookies: Mapping[str, str], tab: str | None, *paths: str) -> str:
    """Return all that a spy can see with copies of cookies and of a tab's token: pages, a form, the socket."""

    async def asks(method: str, path: str, **more: Any) -> str:
        async with client(web) as spy:
            hold(spy, cookies)
            answer = None
            while answer is None:
                with contextlib.suppress(httpx.TooManyRedirects):  # for a moment, it is told to come again
                    answer = await spy.request(method, path, follow_redirects=True, **more)
            return f"{answer.text} {[each.headers for each in (*answer.history, answer)]} {dict(spy.cookies)}"

    async def attaches(**said: str | None) -> str:
        async with client(web) as spy:
            hold(spy, cookies)
            page = Page(web, spy)
            page.route = ACCOUNT
            with contextlib.suppress(ConnectionClosed, TimeoutError):
                await page.attach(**said)
                await page.say(n=1, do="go", route=ACCOUNT)
                async with asyncio.timeout(1):
                    await heard_until_closed(page)
            return f"{page.got} {dict(spy.cookies)}"

    posted = {"data": {"tab": tab or "", "press": ""}, "headers": {"Origin": web.url}}
    seen = await asyncio.gather(
        *(asks("GET", path) for path in (ACCOUNT, SIGN_IN, "/mon-compte/paiements", *paths)),
        asks("POST", ACCOUNT, **posted),
        attaches(tab=tab),
        attaches(tab=None, before=tab),
    )
    return " ".join(seen)


async def test_an_open_tab_sees_nobody_come_in(
    web: Web, person: httpx.AsyncClient, spy: httpx.AsyncClient
) -> None:
    """Its line is closed as somebody signs in elsewhere, before it is told anything; the copy opens nothing after."""
    watching = await Page(web, spy).open(SIGN_IN)
    await watching.attach()
    page = await Page(web, person).open(SIGN_IN)
    await page.attach()
    await sign_in(page)
    told, code = await heard_until_closed(watching)
    assert code == TRY_AGAIN
    copies = dict(spy.cookies)
    # Between the sign-in and the moment when the browser holds its new cookie, and after.
    during = await looks_around(web, copies, watching.tab)
    assert await redeem(person, page) == [200, 204]
    after = await looks_around(web, copies, watching.tab)
    for seen in (told, during, after):
        assert OF_THE_PERSON not in seen
        assert secret(person) not in seen
    assert OF_THE_PERSON in (await person.get(ACCOUNT)).text


async def test_a_ticket_of_before_gives_nothing(
    web: Web, person: httpx.AsyncClient, spy: httpx.AsyncClient
) -> None:
    """One that an open tab was told, for other cookies, does not give the secret of who signs in afterwards."""
    watching = await Page(web, spy).open("/affichage")
    await watching.attach()
    dark = next(each for each in watching.shown.fields if attribute(each, "value") == "dark")
    await watching.act("", event="", fields={attribute(dark, "id"): True})
    await watching.hears("keep")
    page = await Page(web, person).open(SIGN_IN)
    await page.attach()
    await sign_in(page)
    assert await redeem(spy, watching) == [404, 404]
    # Nor does that of the person, where it was read on its way: it is good with the cookie of their page alone.
    async with client(web) as stranger:
        assert await redeem(stranger, page) == [404, 404]
    assert await redeem(person, page) == [200, 204]


async def test_what_was_asked_before_is_answered_to_nobody(
    web: Web, person: httpx.AsyncClient, spy: httpx.AsyncClient
) -> None:
    """A socket that was opened before the sign-in, and says only afterwards whose page it is, is told nothing."""
    watching = await Page(web, spy).open(SIGN_IN)
    silent = Page(web, spy)
    await silent.connect()
    page = await Page(web, person).open(SIGN_IN)
    await page.attach()
    await sign_in(page)
    await silent.say(do="attach", tab=watching.tab, before=page.tab, route=ACCOUNT, seen=0)
    told, _ = await heard_until_closed(silent)
    assert OF_THE_PERSON not in told


async def test_the_other_tabs_of_the_person_come_in_too(web: Web, person: httpx.AsyncClient) -> None:
    """Their lines are cut, and taken up with the new cookie; what was typed there and not sent is not lost."""
    beside = await Page(web, person).open("/mot-de-passe-oublie")
    await beside.attach()
    page = await Page(web, person).open(SIGN_IN)
    await page.attach()
    await sign_in(page)
    _, code = await heard_until_closed(beside)
    assert code == TRY_AGAIN
    again = asyncio.create_task(beside.attach())  # with the cookie of before, as it may be
    assert await redeem(person, page) == [200, 204]
    with pytest.raises(ConnectionClosed):
        await again
    told = await beside.attach()
    assert "fresh" not in told


async def test_a_line_that_is_cut_while_one_signs_in(web: Web, person: httpx.AsyncClient) -> None:
    """The page that signed in goes on by its own token, and gets its cookie then."""
    page = await Page(web, person).open(SIGN_IN)
    await page.attach()
    await sign_in(page)
    await page.leave()
    page.got.clear()
    told = await page.attach(page="")
    assert "fresh" not in told
    if "keep" not in told:
        await page.hears("keep")
    assert await redeem(person, page) == [200, 204]
    assert OF_THE_PERSON in (await person.get(ACCOUNT)).text


async def test_a_request_beside_waits_for_the_cookie(web: Web, person: httpx.AsyncClient) -> None:
    """One that left with the cookie of before is made again with the new one: nobody is shown as nobody."""
    page = await Page(web, person).open(SIGN_IN)
    await page.attach()
    await sign_in(page)
    asked = asyncio.create_task(person.get(ACCOUNT))
    assert await redeem(person, page) == [200, 204]
    answer = await asked
    assert answer.status_code in {200, 307}
    if answer.status_code == 307:
        assert answer.headers["Location"] == ACCOUNT
    assert OF_THE_PERSON in (await person.get(ACCOUNT)).text


async def test_who_signs_in_without_script(web: Web, person: httpx.AsyncClient) -> None:
    """The answer has the new cookie; a copy of all that the browser held before opens nothing, the place included."""
    origin = {"Origin": web.url}
    shown = Shown((await person.get(SIGN_IN)).text)
    # A first form, refused, so that the browser has the cookie of its place too.
    answer = await person.post(SIGN_IN, data=form(shown, "Se connecter"), headers=origin)
    copies = dict(person.cookies)
    assert cookie(copies, "place")
    shown = Shown(answer.text)
    posted = shown.hidden | filled(shown, SOMEBODY, "name") | {"press": shown.pressed("Se connecter")}
    await person.post(SIGN_IN, data=posted, headers=origin)
    assert secret(person) != cookie(copies, "browser")
    seen = ""
    for _ in range(2):  # before the browser has shown that it has the new one, and after
        seen += await looks_around(web, copies, cookie(copies, "place"))
        assert OF_THE_PERSON in (await person.get(ACCOUNT, follow_redirects=True)).text
    assert OF_THE_PERSON not in seen
    assert secret(person) not in seen


@pytest.fixture
async def begun(person: httpx.AsyncClient) -> Reader:
    """Somebody about to create an account, without signing in; their script is off."""
    return await Reader(person).open(CREATION, "Créer Mon Compte")


async def test_what_is_kept_before_any_sign_in(
    web: Web, person: httpx.AsyncClient, spy: httpx.AsyncClient, begun: Reader
) -> None:
    """The key of a creation opens what was typed there: neither an open tab nor the copy of before shares it."""
    watching = await Page(web, spy).open(CREATION)
    await watching.attach()
    copies = dict(person.cookies)
    await begun.press("Commencer")
    begun.sees("Votre état civil")
    await give_civil_status(begun, "avec-nir", "Rennes")
    told, code = await heard_until_closed(watching)
    assert code == TRY_AGAIN
    assert secret(person) != cookie(copies, "browser")
    again = await looks_around(web, copies, watching.tab, CREATION, f"{CREATION}/etat-civil")
    await begun.open(f"{CREATION}/etat-civil", "Votre état civil")
    assert begun.value("Nom de naissance") == OF_THE_NEWCOMER
    for seen in (told, again):
        assert OF_THE_NEWCOMER not in seen
        assert secret(person) not in seen


async def test_what_is_kept_with_a_script(
    web: Web, person: httpx.AsyncClient, spy: httpx.AsyncClient
) -> None:
    """The page in which a creation was begun goes on, and is given the new cookie."""
    watching = await Page(web, spy).open(CREATION)
    await watching.attach()
    page = await Page(web, person).open(CREATION)
    await page.attach()
    await page.press("Commencer")
    await page.hears("keep")
    _, code = await heard_until_closed(watching)
    assert code == TRY_AGAIN
    assert await redeem(person, page) == [200, 204]
    copies = dict(spy.cookies)
    assert secret(person) != cookie(copies, "browser")
    await page.leave()
    page.got.clear()
    assert "fresh" not in await page.attach(page="")


async def test_each_person_has_a_secret_of_their_own(web: Web, person: httpx.AsyncClient) -> None:
    """Who knew the cookie of the one before, or kept a tab of theirs, learns nothing of the next."""
    page = await Page(web, person).open(SIGN_IN)
    await page.attach()
    await sign_in(page)
    assert await redeem(person, page) == [200, 204]
    first = secret(person)
    async with client(web) as spy:
        copies = dict(person.cookies)
        hold(spy, copies)
        watching = await Page(web, spy).open(ACCOUNT)
        await watching.attach()
        await page.press("Déconnexion")
        while page.route != "/":
            await page.hear()
        while watching.route == ACCOUNT:  # with the same cookie, it is the same browser: signed out too
            await watching.hear()
        loaded = await Page(web, person).open(SIGN_IN)
        await loaded.attach()
        await sign_in(loaded, SOMEBODY_ELSE)
        told, code = await heard_until_closed(watching)
        seen = told + await looks_around(web, copies, watching.tab)
    assert code == TRY_AGAIN
    assert await redeem(person, loaded) == [200, 204]
    assert secret(person) != first
    name = Shown((await person.get(ACCOUNT)).text).words
    assert OF_THE_OTHER in name
    assert OF_THE_OTHER not in seen


async def identified(reader: Reader, web: Web) -> str:
    """Be identified at FranceConnect; return the address to which it leads back."""
    await reader.open(SIGN_IN, "Connexion")
    await reader.press("S'identifier avec FranceConnect")
    async with httpx.AsyncClient(timeout=60, verify=PLAIN) as away:
        answer = await away.get(reader.answer.headers["refresh"].partition("url=")[2], follow_redirects=True)
        for given in ({"provider": "poste"}, {"identity": "responsable-seul"}):
            origin = f"{answer.url.scheme}://{answer.url.netloc.decode()}"
            answer = await away.post(answer.url, data=given, headers={"Origin": origin})
            while answer.next_request is not None and not str(answer.next_request.url).startswith(web.url):
                answer = await away.get(answer.next_request.url)
    assert answer.next_request is not None
    return str(answer.next_request.url).removeprefix(web.url)


async def test_who_comes_back_from_franceconnect(
    web: Web, person: httpx.AsyncClient, spy: httpx.AsyncClient
) -> None:
    """A sign-in that a link begins: its answer has the new cookie, and an open tab learns nothing of it."""
    reader = Reader(person)
    await reader.open(await identified(reader, web), "Bienvenue Claire Lefèvre")
    await reader.press("Me connecter pour relier mon compte")
    reader.type("Numéro de Sécurité sociale", SOMEBODY_ELSE.identifier)
    reader.type("Mot de passe", SOMEBODY_ELSE.password)
    await reader.press("Se connecter")
    reader.reads("FranceConnect est relié à votre compte")
    await reader.press("Déconnexion")
    back = await identified(reader, web)
    copies = dict(person.cookies)
    hold(spy, copies)
    watching = await Page(web, spy).open(SIGN_IN)
    await watching.attach()
    await reader.open(back, "Mon Compte")
    told, code = await heard_until_closed(watching)
    seen = told + await looks_around(web, copies, watching.tab)
    assert code == TRY_AGAIN
    assert secret(person) != cookie(copies, "browser")
    assert secret(person) not in seen
    assert OF_THE_OTHER not in seen
