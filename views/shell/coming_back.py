"""A session that a browser takes up again with a page loaded anew."""

from collections.abc import Awaitable, Callable

import flet as ft

from app.core.leaving import Leaving
from views.shell.context import Program
from views.shell.navigation import follow_address


class ComingBack:
    """Has what was kept be that of the page that it is shown in now."""

    def __init__(self, page: ft.Page, program: Program, opens: Callable[[], Awaitable[None]]) -> None:
        self._page = page
        self._program = program
        self._opens = opens

    async def come_back(self) -> None:
        """Take note that the page was loaded anew; a line that was merely cut makes no new page, and is not told."""
        follow_address(self._page)
        self._program.page.state(Leaving).load_anew()
        # The page may be of another version than the one that the server refused.
        await self._program.session.greet.run()
        if person := self._program.page.person:
            await person.read_again()
        self._program.session.come_back()
        await self._opens()  # a tab loaded anew may be in a system set otherwise
