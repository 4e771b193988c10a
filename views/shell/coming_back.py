"""A session that a browser takes up again, after a line that was cut or with a page loaded anew."""

from collections.abc import Awaitable, Callable

import flet as ft

from app.core.leaving import Leaving
from views.shell.context import Program
from views.shell.navigation import follow_address

_LOADING = "page"
"""Under which the page's own script says which loading of it this is."""


class ComingBack:
    """Has what was kept be that of the page, and of the window, that it is shown in now."""

    def __init__(self, page: ft.Page, program: Program, opens: Callable[[], Awaitable[None]]) -> None:
        self._page = page
        self._program = program
        self._opens = opens
        self._loading: str | None = None

    async def note(self) -> None:
        """Take note of the page that the session began in."""
        self._loading = await self._program.page.device.preferences.get(_LOADING)

    async def come_back(self) -> None:
        """Take note that a browser is there again."""
        # The window may have been turned meanwhile, and the page loaded in another one.
        if self._program.window is not None:
            self._program.window.measure(self._page)
        follow_address(self._page)
        before = self._loading
        await self.note()
        # A line that was cut makes no new page: what is being typed there stays. A host of HTML knows which it is, and
        # says nothing of the former.
        if before is None or self._loading != before:
            self._program.page.state(Leaving).load_anew()
            # The page may be of another version than the one that the server refused.
            await self._program.session.greet.run()
        await self._opens()  # a tab loaded anew may be in a system set otherwise
