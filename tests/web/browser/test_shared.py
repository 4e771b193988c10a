"""What the tabs of a browser share, and how long a browser is known."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.web.browser.person import Person
from web.bounds import Bounds, TooMany
from web.browser import Bearer, Browser, current, serve
from web.browsers import Browsers

if TYPE_CHECKING:
    from web.keeping import MemoryKeeping
    from web.sealing import Keyring


class Thing:
    """What tabs share."""

    def __init__(self) -> None:
        self.closed = False

    async def aclose(self) -> None:
        self.closed = True


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


async def test_a_browser_is_let_go_after_its_last_tab(keyring: Keyring, keeping: MemoryKeeping) -> None:
    """What its tabs shared is closed, and its place is free; while one tab is there, nothing is."""
    host = Browsers(keyring, keeping, Bounds(lingering_seconds=0, stranger_seconds=0))
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


async def test_each_tab_knows_its_browser(person: Person, host: Browsers) -> None:
    """What is begun for a tab finds the browser that it is for, and no other."""
    seen = {}

    async def tab(name: str, browser: Browser) -> None:
        serve(Bearer(browser, browser.generation))
        await asyncio.sleep(0)
        seen[name] = current()

    first, second = person.come(), Person(host).come()
    await asyncio.gather(tab("first", first), tab("second", second))
    assert seen == {"first": first, "second": second}
    assert current() is None
