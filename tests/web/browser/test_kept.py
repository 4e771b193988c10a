"""What a browser keeps for the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.browser.person import Person, again
from web.bounds import Bounds
from web.browser import Refused
from web.browsers import Browsers

if TYPE_CHECKING:
    from web.keeping import MemoryKeeping
    from web.sealing import Keyring


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
    person.close()
    assert person.cookies == {}


async def test_a_stolen_cookie_is_worth_nothing_for_another_browser(
    person: Person, host: Browsers, keyring: Keyring, keeping: MemoryKeeping
) -> None:
    """What one browser keeps opens by none of another's cookies."""
    person.keep("identifier", "1850578006084")
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


async def test_an_older_cookie_does_not_undo_what_is_newer(person: Person) -> None:
    """A tab loaded with the cookie of before does not bring back whom the browser has forgotten."""
    found = person.keep("identifier", "1850578006084").browser
    person.come()
    before = dict(person.cookies)
    found.kept.remove("identifier")
    person.cookies = before
    assert person.come() is found
    assert found.kept.get("identifier") is None


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


async def test_that_another_process_has_kept_nothing_any_more_is_taken(
    person: Person, host: Browsers, keyring: Keyring, keeping: MemoryKeeping
) -> None:
    """Of two processes that know one browser, whom it has forgotten by one is known by none."""
    found = person.keep("identifier", "1850578006084").browser
    person.come()
    again(person, keyring, keeping)
    person.come().kept.remove("identifier")
    person.come()
    person.host = host
    assert person.come() is found
    assert found.kept.get("identifier") is None


async def test_who_keeps_something_of_theirs_is_known_by_another_secret(
    person: Person, host: Browsers
) -> None:
    """Who copied the cookie before shares nothing of it; looks are nobody's, and a sign-in has a new one already."""
    found = person.come()
    copied = dict(person.cookies)
    person.keep("scheme", "dark")
    assert person.cookies["__Host-browser"] == copied["__Host-browser"]
    person.keep("creation", "key")
    assert person.cookies["__Host-browser"] != copied["__Host-browser"]
    assert person.come() is found
    spy = Person(host)
    spy.cookies = copied
    assert spy.come().kept.get("creation") is None
    await person.sign_in()
    mine = dict(person.cookies)
    person.keep("identifier", "1850578006084")
    assert person.cookies["__Host-browser"] == mine["__Host-browser"]
    assert person.come() is found


async def test_who_may_be_shown_what_anybody_is(
    person: Person, keyring: Keyring, keeping: MemoryKeeping
) -> None:
    """A page that is drawn once for all is none for who keeps more than looks, or for whom something waits."""
    found = person.come()
    found.kept.set("scheme", "dark")
    assert await found.is_anybody()
    found.kept.set("identifier", "1850578006084")
    assert not await found.is_anybody()
    found.kept.remove("identifier")
    await person.sign_in()
    person.come()
    again(person, keyring, keeping)
    found = person.come()
    assert not await found.is_anybody()
    await found.sealed.forget()
    assert await found.is_anybody()
