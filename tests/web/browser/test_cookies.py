"""The cookies by which a browser is known, and what they are good for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.browser.person import HERE, HTTP, HTTPS, LOOKS, Person
from web.bounds import Bounds
from web.browsers import Browsers
from web.cookies import Origin
from web.sealing import Keyring

if TYPE_CHECKING:
    from web.keeping import MemoryKeeping


async def test_a_browser_is_known_by_its_cookie(person: Person, host: Browsers) -> None:
    """Its tabs are of one browser, and nobody else's."""
    first = person.come()
    assert person.come() is first
    assert Person(host).come() is not first
    assert host.known({}, address=HERE, origin=HTTPS) is None


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
    person = Person(host, origin=HTTP)
    found = person.come()
    assert set(person.cookies) == {"browser"}
    found.kept.set("scheme", "dark")
    person.come()
    assert set(person.cookies) == {"browser", "device", "kept"}
    assert not any("Secure" in header for header in person.headers)
    person.origin = HTTPS
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


async def test_a_key_that_goes_has_its_cookies_sealed_again(person: Person, keeping: MemoryKeeping) -> None:
    """A browser that comes back after the key of the host was followed by another keeps all that it kept."""
    old, new = b"o" * 32, b"n" * 32
    person.host = Browsers(Keyring([old]), keeping, Bounds(), looks=LOOKS)
    person.come().kept.set("scheme", "dark")
    person.come()
    before = person.cookies["__Host-kept"]
    person.host = Browsers(Keyring([new, old]), keeping, Bounds(), looks=LOOKS)
    assert person.come().kept.get("scheme") == "dark"
    assert person.cookies["__Host-kept"] != before
    person.host = Browsers(Keyring([new]), keeping, Bounds(), looks=LOOKS)
    found = person.come()
    assert found.kept.get("scheme") is None  # the cookie that opens it was given under the old key


async def test_nothing_of_a_browser_shows_in_a_log(person: Person) -> None:
    """Secrets and what is kept are in no repr."""
    found = person.come()
    found.kept.set("identifier", "1850578006084")
    said = f"{found!r} {found.kept!r} {found.sealed!r} {person.host!r}"
    assert found.secrets[0] not in said
    assert "1850578006084" not in said


async def test_two_programs_on_one_machine_take_nothing_from_each_other(host: Browsers) -> None:
    """A browser brings the cookies of all its ports to each: those of another program are not touched."""
    person, other = Person(host, origin=Origin(secure=False, port=8550)), Browsers.beginning(Bounds())
    found = person.come()
    await person.sign_in()
    held = dict(person.cookies)
    person.host, person.origin = other, Origin(secure=False, port=8551)
    person.come().kept.set("scheme", "dark")
    person.come()
    assert held.items() < person.cookies.items()
    person.host, person.origin = host, Origin(secure=False, port=8550)
    assert person.come() is found
    await other.aclose()
