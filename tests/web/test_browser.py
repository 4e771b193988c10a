"""What belongs to a browser: its cookies, what it keeps, what its tabs share, what waits for it."""

from __future__ import annotations

import asyncio
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING

import pytest

from web import browser as module
from web.bounds import Bounds, TooMany
from web.browser import Browser, Refused, current, serve
from web.browsers import Browsers
from web.keeping import MemoryKeeping
from web.sealing import Keyring

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

HERE = "203.0.113.7"
LOOKS = frozenset({"scheme"})


class Person:
    """A person's browser: holds the cookies that it is given, and brings them."""

    def __init__(self, host: Browsers, *, secure: bool = True) -> None:
        self.host = host
        self.secure = secure
        self.cookies: dict[str, str] = {}
        self.headers: list[str] = []

    def come(self, *, address: str = HERE) -> Browser:
        """Ask for a page, and take the cookies that come with it."""
        found = self.host.known(self.cookies, address=address, secure=self.secure)
        found = found or self.host.new(address=address)
        self.take(found.set_cookies(secure=self.secure))
        return found

    def take(self, headers: list[str]) -> None:
        self.headers += headers
        for header in headers:
            for name, morsel in SimpleCookie(header).items():
                if morsel["max-age"] == "0":
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value

    def close(self) -> None:
        """Close the browser, and open it again: what holds until then is gone."""
        kept = {name for name in self.cookies if not name.endswith("browser")}
        self.cookies = {name: self.cookies[name] for name in kept}


class Thing:
    """What tabs share."""

    def __init__(self) -> None:
        self.closed = False

    async def aclose(self) -> None:
        self.closed = True


@pytest.fixture
def keyring() -> Keyring:
    return Keyring.of_this_process()


@pytest.fixture
def keeping() -> MemoryKeeping:
    return MemoryKeeping()


@pytest.fixture
async def host(keyring: Keyring, keeping: MemoryKeeping) -> AsyncIterator[Browsers]:
    browsers = Browsers(keyring, keeping, Bounds())
    yield browsers
    await browsers.aclose()


@pytest.fixture
def person(host: Browsers) -> Person:
    return Person(host)


def again(person: Person, keyring: Keyring, keeping: MemoryKeeping) -> None:
    """Have the host be another process."""
    person.host = Browsers(keyring, keeping, Bounds())


async def test_a_browser_is_known_by_its_cookie(person: Person, host: Browsers) -> None:
    """Its tabs are of one browser, and nobody else's."""
    first = person.come()
    assert person.come() is first
    assert Person(host).come() is not first
    assert host.known({}, address=HERE, secure=True) is None


async def test_cookies_are_for_the_host_alone(person: Person) -> None:
    """No script reads them, no other site sends them but by a link, no other host of the domain sets them."""
    person.come().kept.set("scheme", "dark")
    person.come()
    assert len(person.headers) == 3
    for header in person.headers:
        assert header.startswith("__Host-")
        assert {"Path=/", "HttpOnly", "Secure", "SameSite=Lax"} <= set(header.split("; "))
        assert "Domain" not in header
    # Until the browser is closed, what it is known by; longer, what it keeps.
    assert ["Max-Age" in header for header in person.headers] == [False, True, True]


async def test_a_host_without_https_has_cookies_too(host: Browsers) -> None:
    """On one machine, by its loopback, there is no https; neither serves for the other."""
    person = Person(host, secure=False)
    found = person.come()
    assert set(person.cookies) == {"browser"}
    found.kept.set("scheme", "dark")
    person.come()
    assert set(person.cookies) == {"browser", "device", "kept"}
    assert not any("Secure" in header for header in person.headers)
    person.secure = True
    assert person.come() is not found


@pytest.mark.parametrize(
    "value", ["", "x", "é", "A" * 54, pytest.param("A" * 5000, id="long"), '"', "../../etc"]
)
async def test_a_cookie_that_is_not_ours_is_dropped(person: Person, value: str) -> None:
    """Nobody chooses by what they are known: another is given in its place."""
    names = ["__Host-browser", "__Host-device", "__Host-kept"]
    person.cookies = dict.fromkeys(names, value)
    found = person.come()
    assert person.come() is found
    assert found.secrets[0] != value
    assert person.cookies["__Host-browser"] == found.secrets[0]
    assert len(found.kept.keys()) == 0
    assert {name for name, held in person.cookies.items() if held} == {"__Host-browser"}


async def test_what_a_browser_keeps_comes_back_with_it(
    person: Person, keyring: Keyring, keeping: MemoryKeeping
) -> None:
    """The first answer knows the choices; the host kept nothing, and was another process meanwhile."""
    person.come().kept.set("scheme", "dark")
    person.come()
    person.close()
    again(person, keyring, keeping)
    found = person.come()
    assert found.kept.get("scheme") == "dark"
    found.kept.remove("scheme")
    person.come()
    assert set(person.cookies) == {"__Host-browser"}


async def test_a_stolen_cookie_is_worth_nothing_for_another_browser(
    person: Person, host: Browsers, keyring: Keyring, keeping: MemoryKeeping
) -> None:
    """What one browser keeps opens by none of another's cookies."""
    person.come().kept.set("identifier", "1850578006084")
    person.come()
    thief = Person(Browsers(keyring, keeping, Bounds()))
    thief.come()
    thief.cookies["__Host-kept"] = person.cookies["__Host-kept"]
    again(thief, keyring, keeping)
    found = thief.come()
    assert found.kept.get("identifier") is None
    assert "__Host-kept" not in thief.cookies
    assert "1850578006084" not in str(person.headers)


async def test_what_does_not_fit_a_cookie_is_refused(person: Person) -> None:
    """A browser that drops a cookie in silence would lose all that was kept before."""
    kept = person.come().kept
    kept.set("scheme", "dark")
    refused = 0
    for number in range(10):
        try:
            kept.set(f"text-{number}", "é" * 300)
        except Refused:
            refused += 1
    assert 0 < refused < 10
    person.come()
    assert kept.get("scheme") == "dark"
    assert all(len(name) + len(value) < 3500 for name, value in person.cookies.items())


@pytest.mark.parametrize(
    ("key", "value"), [("k" * 65, "x"), ("key", "x" * 1025), ("key", "\ud800"), ("\ud800", "x")]
)
async def test_keys_and_values_are_bounded(person: Person, key: str, value: str) -> None:
    """Half a character is none, and what is refused leaves what was there."""
    kept = person.come().kept
    kept.set("key", "before")
    with pytest.raises(Refused):
        kept.set(key, value)
    assert kept.get("key") == "before"


async def test_how_many_texts_there_are_is_bounded(person: Person) -> None:
    """A program that counted up keys by mistake is told."""
    kept = person.come().kept
    for number in range(32):
        kept.set(str(number), "x")
    with pytest.raises(Refused):
        kept.set("one more", "x")
    kept.set("0", "y")


async def test_a_change_is_told_to_all_tabs(person: Person) -> None:
    """Who watches a key hears of it, and no more once they have stopped."""
    kept, heard = person.come().kept, [0]

    def told() -> None:
        heard[0] += 1

    stop = kept.watch("scheme", told)
    kept.set("scheme", "dark")
    kept.set("scheme", "dark")
    kept.set("contrast", "high")
    kept.remove("scheme")
    stop()
    stop()
    kept.set("scheme", "light")
    assert heard == [2]


async def test_due_cookies_are_told_once_and_fetched_by_a_ticket(person: Person, host: Browsers) -> None:
    """A socket cannot set a cookie: the page's script asks for what is due until it shows that it has it."""
    found, told = person.come(), asyncio.Event()
    heard: list[str] = []

    def tell() -> None:
        heard.append("due")
        told.set()

    stop = found.listen(tell)
    found.kept.set("scheme", "dark")
    found.kept.set("contrast", "high")
    await told.wait()
    assert heard == ["due"]
    assert found.due
    ticket = host.ticket(found)
    headers = host.redeem(ticket, person.cookies, secure=True)
    assert headers is not None
    person.take(headers)
    assert host.redeem(ticket, person.cookies, secure=True) == []
    assert host.redeem(ticket, person.cookies, secure=True) is None
    assert not found.due
    stop()


async def test_a_ticket_is_its_own_browsers(person: Person, host: Browsers) -> None:
    """One that was read by another browser gives it nothing; one that nobody gave is none."""
    found, other = person.come(), Person(host)
    other.come()
    found.kept.set("scheme", "dark")
    ticket = host.ticket(found)
    assert host.redeem(ticket, other.cookies, secure=True) is None
    assert host.redeem("", person.cookies, secure=True) is None
    assert host.redeem(ticket[:-1], person.cookies, secure=True) is None
    assert host.redeem(ticket, person.cookies, secure=True)


async def test_a_ticket_alone_opens_no_browser_that_has_cookies(person: Person, host: Browsers) -> None:
    """Who has read one, or holds a secret that was replaced since, is not given that of who signed in."""
    person.come()
    planted = dict(person.cookies)
    found = person.come()
    await found.sealed.save("somebody")
    ticket = host.ticket(found)
    person.come()
    person.come()
    found.kept.set("scheme", "dark")
    assert host.redeem(ticket, {}, secure=True) is None
    assert host.redeem(ticket, planted, secure=True) is None
    assert host.redeem(ticket, person.cookies, secure=True)


async def test_a_browser_without_cookies_gets_them_by_its_ticket(host: Browsers) -> None:
    """Who was shown what is shown to anybody, and begins by a socket, has no cookie to be known by yet."""
    person, found = Person(host), host.new(address=HERE)
    ticket = host.ticket(found)
    person.take(host.redeem(ticket, person.cookies, secure=True) or [])
    assert person.come() is found


async def test_what_tabs_share_is_built_once(person: Person) -> None:
    """Two tabs that open at once do not begin two sign-ins."""
    found, go_on = person.come(), asyncio.Event()
    built = [0]

    async def build() -> Thing:
        built[0] += 1
        await go_on.wait()
        return Thing()

    tabs = [asyncio.create_task(found.shared("thing", build)) for _ in range(2)]
    await asyncio.sleep(0)
    tabs[0].cancel()  # a tab that is closed meanwhile takes nothing from the other
    tabs.append(asyncio.create_task(found.shared("thing", build)))
    go_on.set()
    assert await tabs[1] is await tabs[2]
    assert built == [1]


async def test_what_could_not_be_built_is_built_again(person: Person) -> None:
    """A defect, or a thing out of reach, is not for ever."""
    found = person.come()

    async def fail() -> Thing:
        raise ConnectionResetError

    async def build() -> Thing:
        return Thing()

    with pytest.raises(ConnectionResetError):
        await found.shared("thing", fail)
    assert isinstance(await found.shared("thing", build), Thing)


async def test_a_browser_is_let_go_after_its_last_tab(
    host: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What its tabs shared is closed, and its place is free; while one tab is there, nothing is."""
    monkeypatch.setattr("web.browsers._LINGER_SECONDS", 0)
    monkeypatch.setattr("web.browsers._STRANGER_SECONDS", 0)
    person = Person(host)
    found = person.come()
    for _ in range(2):
        host.enter(found)
    thing = await found.shared("thing", _thing)
    host.leave(found)
    await asyncio.sleep(0.01)
    assert person.come() is found
    host.leave(found)
    while not thing.closed:  # noqa: ASYNC110 - closed by a timer of the loop
        await asyncio.sleep(0)
    assert person.come() is not found


async def _thing() -> Thing:
    return Thing()


async def test_browsers_are_bounded_by_address(keyring: Keyring, keeping: MemoryKeeping) -> None:
    """A flood from one address, or one subscriber's IPv6 network, leaves room for the others."""
    host = Browsers(keyring, keeping, Bounds(browsers=5, browsers_per_address=3))
    people = [Person(host) for _ in range(3)]
    for number, person in enumerate(people):
        person.come(address=f"2001:db8:0:1::{number}")
    with pytest.raises(TooMany):
        Person(host).come(address="2001:db8:0:1::ffff")
    people[0].come(address="2001:db8:0:1::ffff")  # known already
    for _ in range(2):
        Person(host).come()
    with pytest.raises(TooMany):
        Person(host).come(address="198.51.100.1")
    await host.aclose()


async def test_what_is_sealed_waits_for_its_browser(
    person: Person, keyring: Keyring, keeping: MemoryKeeping
) -> None:
    """A new process takes it up from the cookie; once forgotten it is gone for all."""
    found = person.come()
    await found.sealed.save("tokens")
    person.come()
    again(person, keyring, keeping)
    found = person.come()
    assert await found.sealed.load() == "tokens"
    await found.sealed.forget()
    again(person, keyring, keeping)
    assert await person.come().sealed.load() is None


async def test_a_closed_browser_leaves_its_sign_in(
    person: Person, keyring: Keyring, keeping: MemoryKeeping
) -> None:
    """Whoever opens the browser of a shared computer next is nobody, with the looks of the one before."""
    found = person.come()
    found.kept.set("scheme", "dark")
    await found.sealed.save("tokens")
    person.come()
    person.close()
    found = person.come()
    assert found.kept.get("scheme") == "dark"
    assert await found.sealed.load() is None


async def test_who_comes_in_is_known_by_another_secret(person: Person, host: Browsers) -> None:
    """Whoever knew the cookie of a browser before somebody signed in there knows it no more after."""
    found = person.come()
    before = dict(person.cookies)
    await found.sealed.save("tokens")
    assert person.come() is found
    assert person.cookies["__Host-browser"] != before["__Host-browser"]
    assert person.come() is found  # it has shown that it has it
    spy = Person(host)
    spy.cookies = before
    other = spy.come()
    assert other is not found
    assert await other.sealed.load() is None
    # Nor is the spy told the new one.
    assert spy.cookies["__Host-browser"] != person.cookies["__Host-browser"]


async def test_a_lost_answer_loses_no_sign_in(
    person: Person, keyring: Keyring, keeping: MemoryKeeping
) -> None:
    """Until the browser shows that it has the new secret, the one before is good, here and in the next process."""
    found = person.come()
    await found.sealed.save("tokens")
    before = dict(person.cookies)
    person.come()
    person.cookies = before  # the answer did not arrive
    assert person.come() is found
    person.cookies = before
    again(person, keyring, keeping)
    assert await person.come().sealed.load() == "tokens"


async def test_a_secret_that_was_replaced_is_good_for_moments(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once the new one was sent, the old one ends even where the browser never comes again."""
    monkeypatch.setattr(module, "REPLACED_SECONDS", 0)
    found = person.come()
    before = dict(person.cookies)
    await found.sealed.save("tokens")
    person.come()
    while len(found.secrets) > 1:  # noqa: ASYNC110 - ended by a timer of the loop
        await asyncio.sleep(0)
    assert person.come() is found
    person.cookies = before
    assert person.come() is not found


async def test_a_request_on_its_way_takes_nothing_from_the_browser(person: Person, host: Browsers) -> None:
    """One that left with the old cookie, and arrives when it is good no more, begins nothing that would last."""
    found = person.come()
    before = dict(person.cookies)
    await found.sealed.save("tokens")
    for _ in range(2):
        person.come()
    late = host.known(before, address=HERE, secure=True)
    assert late is not None
    assert late is not found
    assert not [each for each in late.set_cookies(secure=True) if each.startswith("__Host-browser")]
    assert person.come() is found


async def test_who_may_be_shown_what_anybody_is(
    person: Person, keyring: Keyring, keeping: MemoryKeeping
) -> None:
    """A page that is drawn once for all is none for who keeps more than looks, or for whom something waits."""
    found = person.come()
    found.kept.set("scheme", "dark")
    assert await found.is_anybody(LOOKS)
    found.kept.set("identifier", "1850578006084")
    assert not await found.is_anybody(LOOKS)
    found.kept.remove("identifier")
    await found.sealed.save("tokens")
    person.come()
    again(person, keyring, keeping)
    found = person.come()
    assert not await found.is_anybody(LOOKS)
    await found.sealed.forget()
    assert await found.is_anybody(LOOKS)


async def test_a_key_that_goes_has_its_cookies_sealed_again(person: Person, keeping: MemoryKeeping) -> None:
    """A browser that comes back after the key of the host was followed by another keeps all that it kept."""
    old, new = b"o" * 32, b"n" * 32
    person.host = Browsers(Keyring([old]), keeping, Bounds())
    person.come().kept.set("scheme", "dark")
    person.come()
    before = person.cookies["__Host-kept"]
    person.host = Browsers(Keyring([new, old]), keeping, Bounds())
    assert person.come().kept.get("scheme") == "dark"
    assert person.cookies["__Host-kept"] != before
    person.host = Browsers(Keyring([new]), keeping, Bounds())
    found = person.come()
    assert found.kept.get("scheme") is None  # the cookie that opens it was given under the old key


async def test_an_older_cookie_does_not_undo_what_is_newer(person: Person) -> None:
    """A tab loaded with the cookie of before does not bring back whom the browser has forgotten."""
    found = person.come()
    found.kept.set("identifier", "1850578006084")
    person.come()
    before = dict(person.cookies)
    found.kept.remove("identifier")
    person.cookies = before
    assert person.come() is found
    assert found.kept.get("identifier") is None
    assert "__Host-kept" not in person.cookies


async def test_what_another_process_has_kept_since_is_taken(
    person: Person, host: Browsers, keyring: Keyring, keeping: MemoryKeeping
) -> None:
    """Of two processes that know one browser, each takes what the other had it keep."""
    found, heard = person.come(), []
    found.kept.set("scheme", "dark")
    person.come()
    found.kept.watch("scheme", lambda: heard.append("scheme"))
    again(person, keyring, keeping)
    person.come().kept.set("scheme", "light")
    person.come()
    person.host = host
    assert person.come() is found
    assert (found.kept.get("scheme"), heard) == ("light", ["scheme"])


async def test_a_machine_by_itself_outlives_its_restarts(tmp_path: Path) -> None:
    """Keys and what is sealed are in a folder of its owner's; the next process takes up all of it."""
    person = Person(Browsers.beginning(Bounds(), tmp_path / "web"))
    found = person.come()
    found.kept.set("scheme", "dark")
    await found.sealed.save("refresh-token")
    person.come()
    await person.host.aclose()
    content = b"".join(file.read_bytes() for file in (tmp_path / "web").rglob("*") if file.is_file())
    assert b"refresh-token" not in content
    assert not any(value.encode() in content for value in person.cookies.values())
    person.host = Browsers.beginning(Bounds(), tmp_path / "web")
    found = person.come()
    assert (found.kept.get("scheme"), await found.sealed.load()) == ("dark", "refresh-token")
    await person.host.aclose()


async def test_a_host_that_can_keep_nothing_serves_all_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It says so, and its browsers sign in again when it starts again."""
    (tmp_path / "web").write_text("a file", encoding="utf-8")
    host = Browsers.beginning(Bounds(), tmp_path / "web")
    found = Person(host).come()
    await found.sealed.save("tokens")
    assert "sign in again" in caplog.text
    await host.aclose()


async def test_each_tab_knows_its_browser(person: Person, host: Browsers) -> None:
    """What is begun for a tab finds the browser that it is for, and no other."""
    seen = {}

    async def tab(name: str, browser: Browser) -> None:
        serve(browser)
        await asyncio.sleep(0)
        seen[name] = current()

    first, second = person.come(), Person(host).come()
    await asyncio.gather(tab("first", first), tab("second", second))
    assert seen == {"first": first, "second": second}
    assert current() is None


async def test_nothing_of_a_browser_shows_in_a_log(person: Person) -> None:
    """Secrets and what is kept are in no repr."""
    found = person.come()
    found.kept.set("identifier", "1850578006084")
    said = f"{found!r} {found.kept!r} {found.sealed!r} {person.host!r}"
    assert found.secrets[0] not in said
    assert "1850578006084" not in said
