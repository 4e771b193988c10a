"""What belongs to a browser, and is the same in all its tabs."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_COOKIE: Final = "browser"
_MOST: Final = 10_000


class Browser:
    """The texts that one browser keeps."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        """Return the text under a key."""
        return self.texts.get(key)

    def set(self, key: str, text: str) -> None:
        """Keep a text under a key."""
        self.texts[key] = text

    def remove(self, key: str) -> None:
        """Keep nothing under a key any more."""
        self.texts.pop(key, None)


class Browsers:
    """The browsers that a host knows, by their cookie."""

    def __init__(self) -> None:
        self._known: dict[str, Browser] = {}

    def known(self, cookies: Mapping[str, str]) -> Browser | None:
        """Return the browser that has these cookies; None for one that was never here."""
        return self._known.get(cookies.get(_COOKIE, ""))

    def new(self) -> tuple[Browser, str]:
        """Return a browser that was never here, and the cookie by which it is known from now on."""
        while len(self._known) >= _MOST:
            del self._known[next(iter(self._known))]
        name, browser = secrets.token_urlsafe(16), Browser()
        self._known[name] = browser
        return browser, f"{_COOKIE}={name}; Path=/; HttpOnly; SameSite=Strict"
