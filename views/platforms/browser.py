"""The person's browser, for the protocol of `app.platforms.browser`: a desktop's, a phone's, or this very tab."""

from typing import Final, Protocol
from urllib.parse import urlsplit

import flet as ft

from app.franceconnect.paths import FRANCECONNECT_RETURN

APP_ADDRESS: Final = "example.moncompte://mon-compte"
"""The application's own addresses on phones, as `pyproject.toml` declares them to the systems."""


class Listener(Protocol):
    """What waits on this machine for the browser."""

    async def listen(self) -> str:
        """Start to listen; return the address."""

    def send_on_to(self, url: str) -> None:
        """Note where the browser was sent."""

    async def query(self) -> str:
        """Wait for the browser; return the query that it brings."""

    def close(self) -> None:
        """Stop listening."""


class DesktopBrowser:
    """The system's browser: it comes back to a port of this machine."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._launcher = ft.UrlLauncher()

    async def expect(self) -> str:
        """Listen on a free port.

        Raises:
            OSError: no port is free.
        """
        return await self._listener.listen()

    async def open(self, url: str) -> None:
        """Have the system show the address; where it cannot, the screen tells the person how to go there."""
        self._listener.send_on_to(url)
        await _launch(self._launcher, url)

    async def wait(self) -> str | None:
        """Wait for the port to be asked."""
        return await self._listener.query()

    async def brought(self) -> str | None:
        """Return None: the browser brings nothing to a screen."""
        return None

    def leave(self) -> None:
        """Give the port back."""
        self._listener.close()


class PhoneBrowser:
    """The phone's browser, over the program: it comes back by an address of the application."""

    def __init__(self, page: ft.Page) -> None:
        self._page = page
        self._launcher = ft.UrlLauncher()

    async def expect(self) -> str:
        """Name the address."""
        return f"{APP_ADDRESS}{FRANCECONNECT_RETURN}"

    async def open(self, url: str) -> None:
        """Show it in a tab of the browser that lies over the program (RFC 8252, 6)."""
        await _launch(self._launcher, url, ft.LaunchMode.IN_APP_BROWSER_VIEW)

    async def wait(self) -> str | None:
        """Return None: the system opens the program anew."""
        return None

    async def brought(self) -> str | None:
        """Read it in the address that the program was opened at."""
        return urlsplit(self._page.route).query or None

    def leave(self) -> None:
        """Do nothing: nothing waits."""


class SameTab:
    """The browser that shows the program: FranceConnect takes its place, and it is loaded anew afterwards."""

    def __init__(self, page: ft.Page) -> None:
        self._page = page
        self._taken = ""
        self._launcher = ft.UrlLauncher()

    async def expect(self) -> str:
        """Name the program's own origin, as the browser knows it."""
        parts = urlsplit(self._page.url or "")
        scheme = {"ws": "http", "wss": "https"}.get(parts.scheme, parts.scheme)
        return f"{scheme}://{parts.netloc}{FRANCECONNECT_RETURN}"

    async def open(self, url: str) -> None:
        """Go there, in this tab: nothing that a browser would block."""
        await _launch(self._launcher, url, window="_self")

    async def wait(self) -> str | None:
        """Return None: the program is loaded anew."""
        return None

    async def brought(self) -> str | None:
        """Take it from the address."""
        asked = urlsplit(self._page.route).query
        if asked and asked != self._taken:
            self._taken = asked
            return asked
        return None

    def leave(self) -> None:
        """Do nothing: nothing waits."""


async def _launch(
    launcher: ft.UrlLauncher,
    url: str,
    mode: ft.LaunchMode = ft.LaunchMode.PLATFORM_DEFAULT,
    *,
    window: str | None = None,
) -> None:
    try:
        await launcher.launch_url(url, mode=mode, web_only_window_name=window)
    except (RuntimeError, TimeoutError):
        return  # the page may be gone already; and where nothing opened, the screen says what to do
