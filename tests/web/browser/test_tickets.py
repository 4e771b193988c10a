"""The cookies that become due while a socket is all there is: told of, and fetched by a ticket."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.web.browser.person import HERE, HTTPS, Person

if TYPE_CHECKING:
    from web.browsers import Browsers


async def test_due_cookies_are_told_once_and_fetched_by_a_ticket(person: Person, host: Browsers) -> None:
    """A socket cannot set a cookie: the page's script asks for what is due until it shows that it has it."""
    bearer, told = person.ask(), asyncio.Event()
    found = bearer.browser
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
    ticket = host.ticket(bearer)
    headers = host.redeem(ticket, person.cookies, origin=HTTPS)
    assert headers is not None
    person.take(headers)
    assert host.redeem(ticket, person.cookies, origin=HTTPS) == []
    assert host.redeem(ticket, person.cookies, origin=HTTPS) is None
    assert not found.due
    stop()


async def test_a_ticket_is_its_own_browsers(person: Person, host: Browsers) -> None:
    """One that was read by another browser gives it nothing; one that nobody gave is none."""
    bearer, other = person.ask(), Person(host)
    other.come()
    bearer.browser.kept.set("scheme", "dark")
    ticket = host.ticket(bearer)
    assert host.redeem(ticket, other.cookies, origin=HTTPS) is None
    assert host.redeem("", person.cookies, origin=HTTPS) is None
    assert host.redeem(ticket[:-1], person.cookies, origin=HTTPS) is None
    assert host.redeem(ticket, person.cookies, origin=HTTPS)


async def test_a_ticket_alone_opens_no_browser_that_has_cookies(person: Person, host: Browsers) -> None:
    """Who has read one, or holds a secret that was replaced since, is not given that of who signed in."""
    person.come()
    planted = dict(person.cookies)
    bearer = await person.sign_in()
    ticket = host.ticket(bearer)
    person.come()
    bearer.browser.kept.set("scheme", "dark")
    assert host.redeem(ticket, {}, origin=HTTPS) is None
    assert host.redeem(ticket, planted, origin=HTTPS) is None
    assert host.redeem(ticket, person.cookies, origin=HTTPS)


async def test_a_browser_without_cookies_gets_them_by_its_ticket(host: Browsers) -> None:
    """Who was shown what is shown to anybody, and begins by a socket, has no cookie to be known by yet."""
    person, bearer = Person(host), host.new(address=HERE)
    ticket = host.ticket(bearer)
    person.take(host.redeem(ticket, person.cookies, origin=HTTPS) or [])
    assert person.come() is bearer.browser


async def test_a_ticket_of_before_somebody_came_in_gives_nothing(person: Person, host: Browsers) -> None:
    """That of another tab, with the cookie of before; that of their own tab gives them the secret, and nobody else."""
    spy = Person(host)
    person.come()
    spy.cookies = dict(person.cookies)
    watching = spy.ask()
    watching.browser.kept.set("scheme", "dark")
    before = host.ticket(watching)
    bearer = await person.sign_in(answered=False)
    assert host.redeem(before, spy.cookies, origin=HTTPS) is None
    assert watching.set_cookies(origin=HTTPS) == []
    ticket = host.ticket(bearer)
    assert host.redeem(ticket, {}, origin=HTTPS) is None
    person.take(host.redeem(ticket, person.cookies, origin=HTTPS) or [])
    assert host.redeem(ticket, person.cookies, origin=HTTPS) == []
    assert person.come() is bearer.browser
