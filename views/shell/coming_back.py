"""A session that a browser takes up again, after a line that was cut or with a page loaded anew."""

import flet as ft

from views.platforms.device import DevicePreferences
from views.shell.context import Program
from views.shell.navigation import follow_address

_LOADING = "page"
"""Under which the page's own script says which loading of it this is."""


class ComingBack:
    """Has what was kept be that of the page, and of the window, that it is shown in now."""

    def __init__(self, page: ft.Page, program: Program, preferences: DevicePreferences) -> None:
        self._page = page
        self._program = program
        self._preferences = preferences
        self._loading: str | None = None

    async def note(self) -> None:
        """Take note of the page that the session began in."""
        self._loading = await self._preferences.get(_LOADING)

    async def come_back(self) -> None:
        """Take note that a browser is there again."""
        # The window may have been turned meanwhile, and the page loaded in another one.
        self._program.window.resize(self._page.width or 0)
        follow_address(self._page)
        before = self._loading
        await self.note()
        # A line that was cut makes no new page: what is being typed there stays.
        if self._loading != before:
            self._program.leaving.load_anew()
            # The page may be of another version than the one that the server refused.
            await self._program.session.greet.run()
        await self._program.appearance.load()  # a tab loaded anew may be in a system set otherwise
