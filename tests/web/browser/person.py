"""A person's browser, without a host: the cookies that it holds."""

from __future__ import annotations

from contextvars import copy_context
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING

from web.bounds import Bounds
from web.browser import serve
from web.browsers import Browsers
from web.cookies import Origin

if TYPE_CHECKING:
    from web.browser import Bearer, Browser
    from web.keeping import MemoryKeeping
    from web.sealing import Keyring

LOOKS = frozenset({"scheme", "contrast"})
HERE = "203.0.113.7"
HTTPS = Origin(secure=True)
HTTP = Origin(secure=False)


class Person:
    """Holds the cookies that it is given, and brings them."""

    def __init__(self, host: Browsers, *, origin: Origin = HTTPS) -> None:
        self.host = host
        self.origin = origin
        self.cookies: dict[str, str] = {}
        self._lasting: set[str] = set()
        self.headers: list[str] = []

    def ask(self, *, address: str = HERE) -> Bearer:
        """Ask for a page, and take the cookies that come with it."""
        found = self.host.known(self.cookies, address=address, origin=self.origin)
        if found is not None and not found.is_current:
            found = self.host.late(self.cookies, address=address, origin=self.origin)
        found = found or self.host.new(address=address)
        self.take(found.set_cookies(origin=self.origin))
        return found

    def come(self, *, address: str = HERE) -> Browser:
        """Ask for a page; return the browser that the host knows."""
        return self.ask(address=address).browser

    def keep(self, key: str, text: str) -> Bearer:
        """Have the program keep a text by a form, whose answer has the cookies."""
        bearer = self.ask()

        def keep() -> None:
            serve(bearer)
            bearer.browser.kept.set(key, text)

        copy_context().run(keep)
        self.take(bearer.set_cookies(origin=self.origin))
        return bearer

    async def sign_in(self, text: str = "tokens", *, answered: bool = True) -> Bearer:
        """Sign in by a form; its answer has the cookies, unless it is lost on its way."""
        bearer = self.ask()
        sealed = bearer.browser.sealed

        def come_in() -> None:
            serve(bearer)
            sealed.begin_anew()

        copy_context().run(come_in)
        await sealed.save(text)
        if answered:
            self.take(bearer.set_cookies(origin=self.origin))
        return bearer

    def take(self, headers: list[str]) -> None:
        self.headers += headers
        for header in headers:
            for name, morsel in SimpleCookie(header).items():
                if morsel["max-age"] == "0":
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value
                    (self._lasting.add if morsel["max-age"] else self._lasting.discard)(name)

    def close(self) -> None:
        """Close the browser, and open it again: what holds until then is gone."""
        self.cookies = {name: value for name, value in self.cookies.items() if name in self._lasting}


def again(person: Person, keyring: Keyring, keeping: MemoryKeeping) -> None:
    """Have the host be another process."""
    person.host = Browsers(keyring, keeping, Bounds(), looks=LOOKS)
