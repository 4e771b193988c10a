"""One browser tab: a Flet session, and what its browser has of it."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
from contextvars import copy_context
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

import flet as ft

from hosting.logs import REQUEST_ID
from semantics import Copies, Shows, marked
from web import said
from web.calls import LATER, Calls, File, Undone
from web.comparison import QuickSession
from web.connection import TabConnection
from web.drawing.appearance import looks_of
from web.drawing.controls import CONTROLS
from web.drawing.drawing import Drawing
from web.drawing.element import element
from web.drawing.elements import ROOT
from web.filled import named, posted
from web.inside import empty, number_of, pack, stand_for
from web.protocol import Act, Answer, Go, Refused
from web.text import CRASHED
from web.tree import find
from web.waiting import CURRENT, Waiting

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Mapping

    from flet.messaging.protocol import InvokeMethodRequestBody
    from flet.messaging.session import Session

    from web.calls import Kept
    from web.drawing.rules import Rules
    from web.protocol import FieldValue, Numbered

    PageFunction = Callable[[ft.Page], Awaitable[None]]

logger = logging.getLogger(__name__)


_HEADING: Final = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_ID: Final = re.compile(r"e[1-9][0-9]{0,8}")
_TURNS: Final = 4
"""Turns of the event loop in which the program takes what was typed, before it is told what was pressed."""


class Tab:
    """A place in the program, which one browser tab shows.

    Attributes:
        page: Flet's page.
        moved: set when there may be something to tell the browser.
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
        self.moved = asyncio.Event()
        self.waiting = Waiting(self.moved.set)
        self._strict = strict
        self.drawing = Drawing(rules, CONTROLS, strict=strict)
        self.calls = Calls(kept, strict=strict)
        self.crashed = False
        self._rules = rules
        self._changed: set[int] = set()
        self._called: dict[str, int] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._anew = False
        self._looks: dict[str, str] = {}
        self._title = ""
        self._summary = ""
        self._route = route
        self._replaces = True
        self._heading = ""
        # What is begun for this tab is begun here: it knows which page it draws, whom it serves, and who waits for it.
        self._context = copy_context()
        self._context.run(CURRENT.set, self.waiting)
        self._context.run(serving, address)
        self._ends = TabConnection(
            url, changed=self._note_change, called=self._call, crashed=self._note_crash
        )
        self.session: Session = self._context.run(QuickSession, self._ends)
        self.page: ft.Page = self.session.page
        self.page.route = route
        self.page.web = True
        self.page.client_ip = address
        self.page.platform = ft.PagePlatform.LINUX
        self._context.run(stand_for, self.page)

    # What goes to the program

    async def begin(self, main: PageFunction, seconds: float) -> bool:
        """Run the program until it has said what it has to say; return whether it came to that in time."""

        async def fill() -> None:
            pack(self.session.get_page_patch())
            try:
                await main(self.page)
                await self.session.after_event(self.page)
            except Exception:
                logger.exception("a page could not be filled")
                self._note_crash()

        with self.waiting.work():
            await self._start(fill())
        return await self.waiting.until_quiet(seconds)

    async def hear(self, message: Numbered, files: tuple[File, ...] = ()) -> None:
        """Tell the program what the person did, and the files that they chose.

        Raises:
            Refused: no browser of ours would say that.
        """
        match message:
            case Act():
                numbers = {at: self._number(at) for at in (*message.fields, message.at) if at}
                fields = {numbers[at]: value for at, value in message.fields.items()}
                await self.take_fields({at: value for at, value in fields.items() if at is not None})
                number = numbers.get(message.at)
                there = number is not None and message.event and self.act(number, message.event, files)
                if not there and message.route is not None:
                    self.follow(message.route)
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

    def act(self, number: int, event: str, files: tuple[File, ...] = ()) -> bool:
        """Have the program know what was done to a control; return whether that is there, open or closed.

        Raises:
            Refused: nothing of the kind can be done to it.
        """
        found = find(self.page, number)
        if found is None:
            return False
        told = said.done(self.page, found, event)
        if told is None:
            return True
        self._replaces = False
        control = self.session.index.get(number)
        copies = marked(control, Copies) if control is not None else None
        self.calls.gesture.copied = copies.text if copies else None
        self.calls.gesture.files = files
        self._tell(told)
        return True

    def go(self, route: str) -> None:
        """Show another screen, whose address the browser has already."""
        self._replaces = True
        self._route = route
        self._lead(route)

    def follow(self, route: str) -> None:
        """Show the screen that a link led to."""
        self._replaces = False
        self._lead(route)

    def _lead(self, route: str) -> None:
        self.page.route = route
        self._event(number_of(self.page), "route_change", {"route": route})

    def come_back(self, route: str) -> None:
        """Have the program know that its page was loaded anew, perhaps at another address."""
        # Numbered anew: where it shows what was loaded, the page stays as it is, with what was done to it meanwhile.
        self.drawing = Drawing(self._rules, CONTROLS, strict=self._strict)
        if route != self.page.route:
            self.go(route)
        self._event(number_of(self.page), "connect", None)

    def named(self, fields: Mapping[str, FieldValue]) -> dict[int, FieldValue]:
        """Return fields by Flet's numbers, which are given by their names; those that are not here are left out."""
        return named(self.page, self.drawing, fields)

    def posted(self, fields: Mapping[str, str], pressed: int | None) -> dict[int, FieldValue]:
        """Return the fields of a form, in which that was pressed, by Flet's numbers."""
        return posted(self.page, self.drawing, fields, pressed)

    def pressed(self, id_: str | None) -> int | None:
        """Return Flet's number of what was pressed in a form; None for nothing.

        Raises:
            Refused: no element was ever called so.
        """
        return self._number(id_) if id_ else None

    async def shown_beside(self, path: str) -> bytes | None:
        """Return the file that something on this page shows beside it (`Shows`); None where nothing does."""
        found = (marked(control, Shows) for control in tuple(self.session.index.values()))
        shows = next((each for each in found if each is not None and each.path == path), None)
        if shows is None:
            return None

        async def read() -> bytes | None:
            with self.waiting.work():
                return await shows.content()

        task = asyncio.get_running_loop().create_task(read(), context=self._context)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        await asyncio.wait({task})
        # The tab may have ended meanwhile, and with it all that ran for it.
        return None if task.cancelled() else task.result()

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
        # Of the request that brings it; what is said on a socket has an id of its own.
        request_id = REQUEST_ID.get() or str(uuid4())

        async def identified() -> None:
            REQUEST_ID.set(request_id)  # here: the program may have begun this itself, in the same context
            await work

        task = asyncio.get_running_loop().create_task(identified(), context=self._context)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(lambda _: work.close())  # where it was ended before it began
        return task

    def _number(self, at: str) -> int | None:
        """Return Flet's number of what an element is drawn for; None where it is there no more.

        Raises:
            Refused: no element was ever called so.
        """
        if not _ID.fullmatch(at):
            raise Refused
        return self.drawing.control_of(at)

    def _answer(self, call: str, value: object, error: str | None) -> None:
        control = self._called.pop(call, None)
        if control is not None and control in self.session.index:
            self.session.handle_invoke_method_results(control, call, value, error)

    # What goes to the browser

    @property
    def route(self) -> str:
        """Where the program stands."""
        return self.page.route

    def attributes(self) -> dict[str, str]:
        """Return what the page's element says of its looks, for a browser that is about to have it."""
        self._looks = looks_of(self.page)
        return self._looks

    def html(self) -> str:
        """Return all that stands in the page's root, for a browser that is about to have it, its title and address."""
        self._changed.clear()
        shown = str(self.drawing.body(self.page))
        self.drawing.take_classes()
        self.drawing.take_said()
        self._note_heading(shown)
        self._summary = self.drawing.summary
        self._title, self._route = self.page.title or "", self.page.route
        self.calls.wishes.focus = None
        return shown

    def begin_anew(self, route: str) -> None:
        """Take it that the browser has an address, and nothing else: the next message tells all."""
        self._anew = True
        self._title = ""
        self._summary = ""
        self._route, self._replaces = route, True
        self.moved.set()

    def take(self) -> dict[str, Any]:
        """Return what is to be told to the browser since last time, by the names of `web/protocol.py`."""
        self.moved.clear()
        try:
            told = self._take()
        except Exception:
            logger.exception("what changed of a page could not be drawn")
            self.crashed, told = True, {}
        if self.crashed:
            told["crashed"] = CRASHED
        return told

    def _take(self) -> dict[str, Any]:
        told: dict[str, Any] = {}
        parts, rules = self._take_parts()
        if parts:
            told["parts"] = parts
        if rules:
            told["rules"] = self._rules.text(rules)
        title = self.page.title or ""
        if title != self._title:
            self._title = told["title"] = title
        looks = looks_of(self.page)
        if looks != self._looks:
            told["html"] = dict.fromkeys(self._looks, None) | looks
            self._looks = looks
        path = self.page.route
        is_other = any(self._note_heading(html) for html in parts.values())
        if path != self._route:
            told["route"] = ["replace" if self._replaces else "push", path]
            is_other = is_other or _screen_of(path) != _screen_of(self._route)
            self._route = path
        self._take_wishes(told)
        says = self.drawing.take_said(answered=bool(self._summary) and told.get("focus") == self._summary)
        if says:
            told["say"] = says
        if is_other:
            at = told.get("focus")
            if at is not None and at != self._summary:
                told["at"] = at  # the program says itself where a person begins there
            told["focus"] = "screen"
        return told

    def _take_parts(self) -> tuple[dict[str, str], set[str]]:
        """Return the parts that are others now, and the rules that they need and the browser has not."""
        changed, self._changed = self._changed, set()
        if self._anew:
            self._anew = False
            shown = self.drawing.body(self.page)
            self.drawing.take_classes()
            return {ROOT: str(element("div", {"id": ROOT}, shown))}, set(self.drawing.classes)
        parts = {id_: str(html) for id_, html in self.drawing.changes(changed).items()} if changed else {}
        return parts, self.drawing.take_classes()

    def _take_wishes(self, told: dict[str, Any]) -> None:
        wishes = self.calls.take()
        summary, self._summary = self._summary, self.drawing.summary
        control = self.session.index.get(wishes.focus) if wishes.focus is not None else None
        # After each refusal a reader begins with what sums it up, whose links the browser follows by itself.
        if self._summary and (control is not None or self._summary != summary):
            told["focus"] = self._summary
        elif control is not None:
            told["focus"] = self.drawing.id_of(control)
        if wishes.calls:
            told["calls"] = [[id_, call.name, call.arguments] for id_, call in wishes.calls.items()]
        if wishes.file is not None:
            told["file"] = wishes.file

    def _note_heading(self, html: str) -> bool:
        """Take note of the level-1 heading, where there is one; return whether it is another."""
        found = _HEADING.search(html)
        before = self._heading
        if found:
            self._heading = found[1]
        return found is not None and before != found[1]

    # The end

    def close(self) -> None:
        """End the session, and all that runs for it."""

        def end() -> None:
            self.session.close()
            for task in self._tasks:
                task.cancel()
            self._closing = asyncio.get_running_loop().create_task(self._let_go())

        self._context.run(end)

    async def _let_go(self) -> None:
        """Have what still knows the page hold nothing of the tab.

        What was begun in its context knows it for as long as it lasts itself: a connection that others go on to use.
        """
        for _ in range(_TURNS):  # until the program has been told
            await asyncio.sleep(0)
        self._ends.let_go()
        empty(self.session)

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
        self._called[asked.call_id] = asked.control_id
        self.waiting.note_change()
        self.moved.set()
        answer, error = None, None
        try:
            answer = self.calls.answer(control, asked)
        except Undone as undone:
            error = str(undone)
        if answer is LATER:
            return
        asyncio.get_running_loop().call_soon(self._answer, asked.call_id, answer, error)
        if asked.name == "push_route":
            self.page.route = asked.args["route"]
            self._event(number_of(self.page), "route_change", {"route": self.page.route})


def digest_of(html: str) -> str:
    """Return by what a page is told from another."""
    return hashlib.blake2b(html.encode(), digest_size=12).hexdigest()


def _screen_of(route: str) -> str:
    return route.partition("#")[0].partition("?")[0]
