"""The sign-in that waits for a browser, and the secret that opens it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.web.browser.person import HERE, HTTPS, LOOKS, Person, again
from web.bounds import Bounds
from web.browsers import Browsers
from web.keeping import MemoryKeeping, SealedText

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from web.sealing import Keyring


async def test_what_is_sealed_waits_for_its_browser(
    person: Person, keyring: Keyring, keeping: MemoryKeeping
) -> None:
    """A new process takes it up from the cookie; once forgotten it is gone for all."""
    await person.sign_in()
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
    await person.sign_in()
    person.come()
    person.close()
    found = person.come()
    assert found.kept.get("scheme") == "dark"
    assert await found.sealed.load() is None


async def test_who_comes_in_is_known_by_another_secret(person: Person, host: Browsers) -> None:
    """Whoever knew the cookie of a browser before somebody signed in there knows it no more after."""
    found = person.come()
    before = dict(person.cookies)
    await person.sign_in()
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


async def test_the_secret_of_before_opens_nothing(
    person: Person, host: Browsers, keyring: Keyring, keeping: MemoryKeeping
) -> None:
    """From the moment when somebody comes in, though their browser may not hold the next; here and elsewhere."""
    found = person.come()
    bearer = await person.sign_in(answered=False)
    assert bearer.browser is found
    late = host.known(person.cookies, address=HERE, origin=HTTPS)
    assert late is not None
    assert not late.is_current
    again(person, keyring, keeping)
    assert await person.come().sealed.load() is None


async def test_each_sign_in_has_its_own_secret(person: Person, keeping: MemoryKeeping) -> None:
    """Also where one follows another, and the browser was never heard of between: nothing is left of the first."""
    first = await person.sign_in("first")
    secret = first.browser.secrets[0]
    second = await person.sign_in("second", answered=False)
    assert second.browser is first.browser
    assert len({secret, *second.browser.secrets}) == 2
    assert not second.browser.is_settled
    person.take(second.set_cookies(origin=HTTPS))
    found = person.come()
    assert found.is_settled
    assert await found.sealed.load() == "second"
    assert not await SealedText(keeping, secret, seconds=60).load()


async def test_who_waits_hears_that_the_browser_holds_its_secret(person: Person) -> None:
    """A request that came too early is made again then; so is one that arrives a moment later."""
    bearer = await person.sign_in(answered=False)
    assert not await bearer.browser.until_settled(0)
    assert not bearer.browser.has_just_settled(60)
    waiting = asyncio.create_task(bearer.browser.until_settled(60))
    person.take(bearer.set_cookies(origin=HTTPS))
    person.come()
    assert await waiting
    assert bearer.browser.has_just_settled(60)
    assert not bearer.browser.has_just_settled(0)


async def test_a_request_on_its_way_takes_nothing_from_the_browser(person: Person, host: Browsers) -> None:
    """One that left with the old cookie, and arrives when it is good no more, begins nothing that would last."""
    before = Person(host)
    found = person.come()
    before.cookies = dict(person.cookies)
    await person.sign_in()
    person.come()
    late = before.come()
    assert late is not found
    assert "__Host-browser" not in str(before.headers)
    assert person.come() is found


async def test_a_machine_by_itself_outlives_its_restarts(tmp_path: Path) -> None:
    """Keys and what is sealed are in a folder of its owner's; the next process takes up all of it."""
    person = Person(Browsers.beginning(Bounds(), tmp_path / "web", looks=LOOKS))
    found = person.come()
    found.kept.set("scheme", "dark")
    await person.sign_in("refresh-token")
    person.come()
    await person.host.aclose()
    content = b"".join(file.read_bytes() for file in (tmp_path / "web").rglob("*") if file.is_file())
    assert b"refresh-token" not in content
    assert not any(value.encode() in content for value in person.cookies.values())
    person.host = Browsers.beginning(Bounds(), tmp_path / "web", looks=LOOKS)
    found = person.come()
    assert (found.kept.get("scheme"), await found.sealed.load()) == ("dark", "refresh-token")
    await person.host.aclose()


async def test_a_host_that_can_keep_nothing_serves_all_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It says so, and its browsers sign in again when it starts again."""
    (tmp_path / "web").write_text("a file", encoding="utf-8")
    host = Browsers.beginning(Bounds(), tmp_path / "web", looks=LOOKS)
    await Person(host).sign_in()
    assert "sign in again" in caplog.text
    await host.aclose()


class Shared(MemoryKeeping):
    """What several hosts keep in, as in a Redis."""

    is_shared = True


async def test_what_another_host_does_is_heard_here(keyring: Keyring) -> None:
    """New tokens, and that one has left; that nothing is kept any more, such as by a new Redis, says nothing."""
    keeping, told, left = Shared(), list[str | None](), asyncio.Event()
    here, there = (Browsers(keyring, keeping, Bounds(looking_seconds=0.01)) for _ in range(2))
    person = Person(here)
    await person.sign_in()
    found = person.come()
    assert await found.sealed.load() == "tokens"

    def hear(text: str | None) -> None:
        told.append(text)
        if text is None:
            left.set()

    found.sealed.listen(hear)
    here.enter(found)
    person.host = there
    other = person.come()
    assert await other.sealed.load() == "tokens"
    await SealedText(keeping, found.secrets[0], seconds=60).forget()
    await found.sealed.look()
    assert told == []
    await other.sealed.save("tokens of now")
    await found.sealed.look()
    assert told == ["tokens of now"]
    await other.sealed.forget()
    await asyncio.wait_for(left.wait(), 30)
    assert told == ["tokens of now", None]
    assert await other.sealed.load() is None
    for host in (here, there):
        await host.aclose()
