"""One browser tab: a Flet session, and what its browser has of it."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
from contextvars import copy_context
from typing import TYPE_CHECKING, Any, Final

import flet as ft
from flet.messaging.session import Session

from semantics import Copies, Summary, marked
from web import said
from web.calls import LATER, Calls, File
from web.connection import TabConnection
from web.drawing.controls import CONTROLS
from web.drawing.drawing import Drawing
from web.inside import number_of, pack, stand_for
from web.protocol import Act, Answer, Go, Refused
from web.tree import walk, words_of
from web.waiting import CURRENT, Waiting

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from flet.messaging.protocol import InvokeMethodRequestBody

    from web.calls import Kept
    from web.drawing.rules import Rules
    from web.protocol import FieldValue, Numbered

    PageFunction = Callable[[ft.Page], Awaitable[None]]

logger = logging.getLogger(__name__)

CRASHED: Final = (
    "Mon Compte a rencontré un problème. Rechargez la page : ce que vous aviez validé est enregistré."
)
"""What a visitor reads of a defect; its place and its words are in the log."""

ROOT: Final = "root"
"""The id of the element that holds all that is drawn."""

_HEADING: Final = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_TURNS: Final = 4
"""Turns of the event loop in which the program takes what was typed, before it is told what was pressed."""


class Tab:
    """A place in the program, which one browser tab shows.

    Attributes:
        page: Flet's page.
        moved: set when there is something to tell the browser.
        crashed: whether the program failed; nothing more is to be expected of it.
    """

    def __init__(
        self,
        url: str,
        route: str,
        *,
        rules: Rules,
        kept: Kept,
        address: str,
        serving: Callable[[str], None],
        strict: bool = False,
    ) -> None:
        """Prepare a tab.

        Args:
            url: of the page, as the browser knows it.
            route: the path of a screen.
            rules: the styles of the host.
            kept: what the browser keeps.
            address: of the browser, as the host knows it.
            serving: told the address, in the context in which the program then runs.
            strict: whether what cannot be drawn or asked of a browser is an error, as in tests.
        """
        self.waiting = Waiting()
        self.moved = asyncio.Event()
        self.drawing = Drawing(rules, CONTROLS, strict=strict)
        self.calls = Calls(kept, strict=strict)
        self.crashed = False
        self._rules = rules
        self._told_rules: set[str] = set()
        self._changed: set[int] = set()
        self._called: dict[str, int] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._shown = ""
        self._title = ""
        self._route = route
        self._heading = ""
        self._lives: dict[int, str] = {}
        self._summary = ""
        self._summary_is_new = False
        # What is begun for this tab is begun here: it knows which page it draws, whom it serves, and who waits for it.
        self._context = copy_context()
        self._context.run(CURRENT.set, self.waiting)
        self._context.run(serving, address)
        self.session: Session = self._context.run(self._make_session, url)
        self.page: ft.Page = self.session.page
        self.page.route = route
        self.page.web = True
        self.page.client_ip = address
        self.page.platform = ft.PagePlatform.LINUX
        self._context.run(stand_for, self.page)

    def _make_session(self, url: str) -> Session:
        return Session(
            TabConnection(url, changed=self._note_change, called=self._call, crashed=self._note_crash)
        )

    # What goes to the program

    async def begin(self, main: PageFunction, seconds: float) -> bool:
        """Run the program until it has said what it has to say; return whether it came to that in time."""

        async def fill() -> None:
            pack(self.session.get_page_patch())
            await main(self.page)
            await self.session.after_event(self.page)

        with self.waiting.work():
            await self._start(fill())
        return await self.waiting.until_quiet(seconds)

    async def hear(self, message: Numbered) -> None:
        """Tell the program what the person did.

        Raises:
            Refused: no browser of ours would say that.
        """
        match message:
            case Act():
                await self.take_fields({self._number(at): value for at, value in message.fields.items()})
                if message.event:
                    self.act(self._number(message.at), message.event)
            case Go():
                self.go(message.route)
            case Answer():
                self._answer(message.call, message.value, message.error)

    async def take_fields(self, fields: dict[int, FieldValue]) -> None:
        """Have the program know what was typed.

        Args:
            fields: values by Flet's numbers of the controls.

        Raises:
            Refused: one has no such value.
        """
        told = [said.typed(self.page, number, value) for number, value in fields.items()]
        for each in told:
            if each is not None:
                self._tell(each)
        if any(told):
            for _ in range(_TURNS):
                await asyncio.sleep(0)

    def act(self, number: int, event: str, file: File | None = None) -> None:
        """Have the program know what was done to a control.

        Raises:
            Refused: nothing of the kind can be done to it.
        """
        told = said.done(self.page, number, event)
        if told is None:
            return
        control = self.session.index.get(number)
        copies = marked(control, Copies) if control is not None else None
        self.calls.gesture.copied = copies.text if copies else None
        self.calls.gesture.file = file
        self._tell(told)

    def go(self, route: str) -> None:
        """Show another screen."""
        self.page.route = self._route = route
        self._event(number_of(self.page), "route_change", {"route": route})

    def named(self, fields: dict[str, FieldValue]) -> dict[int, FieldValue]:
        """Return fields by Flet's numbers, which are given by their names; those that are not here are left out."""
        found: dict[int, FieldValue] = {}
        for name, value in fields.items():
            for number in self.drawing.named(name):
                control = self.session.index.get(number)
                if isinstance(control, ft.Radio):
                    if control.value == value:
                        found[number] = True
                elif isinstance(control, ft.Checkbox) == isinstance(value, bool):
                    found[number] = value
        return found

    def _tell(self, told: said.Told) -> None:
        if told.change:
            self.session.apply_patch(told.control, told.change)
        self._event(told.control, told.event, told.data)

    def _event(self, number: int, name: str, data: object) -> None:
        async def dispatch() -> None:
            with self.waiting.work():
                await self.session.dispatch_event(number, name, data)

        self._start(dispatch())

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work, context=self._context)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _number(self, at: str) -> int:
        number = self.drawing.control_of(at)
        if number is None:
            raise Refused
        return number

    def _answer(self, call: str, value: object, error: str | None) -> None:
        control = self._called.pop(call, None)
        if control is not None and control in self.session.index:
            self.session.handle_invoke_method_results(control, call, value, error)

    # What goes to the browser

    def html(self) -> str:
        """Return all that stands in the page's root, which a browser is about to have."""
        self._changed.clear()
        self._shown = str(self.drawing.body(self.page))
        self._note_screen()
        self._told_rules |= self.drawing.classes
        return self._shown

    def begin_anew(self) -> None:
        """Take it that the browser has nothing: the next message tells all."""
        self._shown, self._title = "", ""
        self._told_rules.clear()
        self._changed.add(number_of(self.page))
        self.moved.set()

    def take(self) -> dict[str, Any]:
        """Return what is to be told to the browser since last time, by the names of `web/protocol.py`."""
        told: dict[str, Any] = {}
        self.moved.clear()
        if self._changed:
            self._changed.clear()
            before, heading = self._shown, self._heading
            self._shown = str(self.drawing.body(self.page))
            if self._shown != before:
                told["parts"] = {ROOT: self._shown}
            new = self.drawing.classes - self._told_rules
            if new:
                told["rules"] = self._rules.text(new)
                self._told_rules |= new
            says = self._note_screen()
            if says:
                told["say"] = says
            if self._heading != heading:
                told["focus"] = "screen"
        if (self.page.title or "") != self._title:
            self._title = told["title"] = self.page.title or ""
        self._take_wishes(told)
        if self.crashed:
            told["crashed"] = CRASHED
        return told

    def _take_wishes(self, told: dict[str, Any]) -> None:
        wishes = self.calls.take()
        if wishes.routes:
            path = wishes.routes[-1]
            if path != self._route:
                told["route"] = ["push", path]
                if _screen_of(path) != _screen_of(self._route):
                    told["focus"] = "screen"
                self._route = path
        if wishes.focus is not None and "focus" not in told:
            told["focus"] = self._focused(wishes.focus)
        if wishes.calls:
            told["calls"] = [[id_, call.name, call.arguments] for id_, call in wishes.calls.items()]
        if wishes.file is not None:
            told["file"] = wishes.file

    def _focused(self, number: int) -> str | None:
        """Return the id of the element that takes the focus: after a refusal, that which sums it up."""
        if self._summary_is_new:
            self._summary_is_new = False
            for control, _ in walk(self.page):
                if marked(control, Summary):
                    return self.drawing.id_of(control)
        control = self.session.index.get(number)
        return self.drawing.id_of(control) if control is not None else None

    def _note_screen(self) -> list[str]:
        """Take note of the heading, the live regions and the summary; return what is new in the live regions."""
        found = _HEADING.search(self._shown)
        self._heading = found[1] if found else ""
        lives: dict[int, str] = {}
        summary = ""
        for control, _ in walk(self.page):
            if isinstance(control, ft.Semantics) and control.live_region:
                lives[number_of(control)] = words_of(control)
            if marked(control, Summary):
                summary = words_of(control)
        says = [words for number, words in lives.items() if words and self._lives.get(number) != words]
        self._summary_is_new = self._summary_is_new or (summary != "" and summary != self._summary)
        self._lives, self._summary = lives, summary
        return list(dict.fromkeys(says))

    # The end

    def close(self) -> None:
        """End the session, and all that runs for it."""

        def end() -> None:
            self.session.close()
            for task in self._tasks:
                task.cancel()

        self._context.run(end)

    # What comes from the program

    def _note_change(self, number: int) -> None:
        self._changed.add(number)
        self.waiting.note_change()
        self.moved.set()

    def _note_crash(self) -> None:
        self.crashed = True
        self.waiting.note_change()
        self.moved.set()

    def _call(self, asked: InvokeMethodRequestBody) -> None:
        control = self.session.index.get(asked.control_id)
        answer = self.calls.answer(control, asked)
        self._called[asked.call_id] = asked.control_id
        self.waiting.note_change()
        self.moved.set()
        if answer is LATER:
            return
        asyncio.get_running_loop().call_soon(self._answer, asked.call_id, answer, None)
        if asked.name == "push_route":
            self.page.route = asked.args["route"]
            self._event(number_of(self.page), "route_change", {"route": self.page.route})


def digest_of(html: str) -> str:
    """Return by what a page is told from another."""
    return hashlib.blake2b(html.encode(), digest_size=12).hexdigest()


def _screen_of(route: str) -> str:
    return route.partition("#")[0].partition("?")[0]
