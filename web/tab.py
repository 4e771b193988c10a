"""One browser tab: a Flet session, and what its browser has of it."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, Final

import flet as ft
from flet.messaging.session import Session

from web.connection import TabConnection
from web.drawing.controls import CONTROLS
from web.drawing.drawing import Drawing
from web.inside import number_of, pack, stand_for
from web.waiting import CURRENT, Waiting

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from flet.messaging.protocol import InvokeMethodRequestBody

    from web.drawing.rules import Rules

logger = logging.getLogger(__name__)

_FIRST_PAGE_SECONDS: Final = 5


class Tab:
    """A place in the program, which one browser tab shows.

    Attributes:
        page: Flet's page.
        moved: set when there is something to tell the browser.
    """

    def __init__(self, url: str, route: str, rules: Rules, *, client_ip: str) -> None:
        self.waiting = Waiting()
        CURRENT.set(self.waiting)
        self.moved = asyncio.Event()
        self.drawing = Drawing(rules, CONTROLS)
        self.crashed = False
        self._changed = False
        self._last: str | None = None
        self._pending: list[dict[str, Any]] = []
        self._connection = TabConnection(
            url, changed=self._note_change, called=self._call, crashed=self._note_crash
        )
        self.session = Session(self._connection)
        self.page: ft.Page = self.session.page
        self.page.route = route
        self.page.web = True
        self.page.client_ip = client_ip
        self.page.platform = ft.PagePlatform.LINUX
        stand_for(self.page)

    async def begin(self, main: Callable[[ft.Page], Awaitable[None]]) -> None:
        """Run the program until it has said what it has to say."""
        pack(self.session.get_page_patch())
        await main(self.page)
        await self.session.after_event(self.page)
        await self.waiting.until_quiet(_FIRST_PAGE_SECONDS)

    def body(self) -> str:
        """Return what stands in the page's body."""
        self._changed = False
        html = str(self.drawing.body(self.page))
        self._last = html
        return html

    async def hear(self, said: dict[str, Any]) -> None:
        """Tell the program what the person did."""
        for at, value in (said.get("fields") or {}).items():
            number = self.drawing.control_of(at)
            if number is not None:
                self.session.apply_patch(number, {"value": value})
                await self.session.dispatch_event(number, "change", value)
        number = self.drawing.control_of(said.get("at") or "")
        if number is not None:
            await self.session.dispatch_event(number, said["event"], said.get("data"))

    def take(self) -> dict[str, Any]:
        """Return what is to be told to the browser since last time."""
        told: dict[str, Any] = {}
        if self._changed:
            before = self._last
            html = self.body()
            if html != before:
                told["body"] = html
                told["title"] = self.page.title
        for each in self._pending:
            told.update(each)
        self._pending.clear()
        self.moved.clear()
        return told

    def close(self) -> None:
        """End the session."""
        self.session.close()

    def _note_change(self, _: int) -> None:
        self._changed = True
        self.waiting.note_change()
        self.moved.set()

    def _note_crash(self) -> None:
        self.crashed = True
        self.moved.set()

    def _call(self, asked: InvokeMethodRequestBody) -> None:
        """Answer what the program asks of the browser."""
        answer: Any = None
        if asked.name == "push_route":
            route = asked.args["route"] if asked.args else "/"
            self._pending.append({"route": route})
            self.page.route = route
            asyncio.get_running_loop().create_task(
                self.session.dispatch_event(number_of(self.page), "route_change", {"route": route})
            )
        elif asked.name == "focus":
            control = asked.control_id
            known = self.session.index.get(control)
            if known is not None:
                self._pending.append({"focus": self.drawing.id_of(known)})
        elif asked.name == "get_accessibility_features":
            answer = {}
        asyncio.get_running_loop().call_soon(
            self.session.handle_invoke_method_results, asked.control_id, asked.call_id, answer, None
        )
        self.waiting.note_change()
        self.moved.set()
