"""Plays the native client: takes each message as it would, answers the calls, and acts as a person does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import fields
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

import flet as ft
from flet.controls.base_control import BaseControl
from flet.messaging.connection import Connection
from flet.messaging.protocol import MessageAction
from flet.messaging.session import Session
from flet.pubsub.pubsub_hub import PubSubHub

from tests.support.patience import PATIENCE_S
from views.shell.navigation import follow_address
from web.inside import pack, stand_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flet.components.hooks.use_effect import EffectHook
    from flet.messaging.protocol import Message

    from tests.support.drawn import Drawn

    Meanwhile = Callable[[], object] | None

C = TypeVar("C", bound=BaseControl)

_BUTTONS = (ft.FilledButton, ft.OutlinedButton, ft.TextButton)


class OwnSession(Session):
    """A session that draws its own window alone, where several show one state.

    Flet 1.0.5 has what a state tells drawn for the window that had it told: a program has states for each window, and a
    few tests do not. What is drawn for another window than its own is another tree, and loses what was to be shown.
    """

    def schedule_update(self, control: BaseControl) -> None:
        """Have a control drawn again, for the window that it is in."""
        super(OwnSession, self._of(control)).schedule_update(control)

    def schedule_effect(self, hook: EffectHook, is_cleanup: bool) -> None:  # noqa: FBT001 - Flet's own signature
        """Have an effect come about in the window that it belongs to."""
        super(OwnSession, self._of(hook.component)).schedule_effect(hook, is_cleanup)

    def _of(self, control: BaseControl | None) -> OwnSession:
        try:
            session = control.page.session if control is not None else self
        except RuntimeError:  # it is in none any more
            return self
        assert isinstance(session, OwnSession)
        return session


def _own_session(connection: Connection) -> Session:
    return OwnSession(connection)


class Flutter(Connection):
    """One window on the program.

    Attributes:
        crashes: errors that nobody caught, which the client would show in place of the program.
        focused: the ids of the controls that were given the focus, in turn.
        picked: the file that the person picks when asked for one, by name and content.
        copied: what was put on the clipboard last.
        saves_to: where the person saves a file when asked; None gives up the dialogue.
        launched: the addresses that the system was asked to open.
        shared: the names of the files that the system was asked to share.
        unsaved: why the device cannot keep that file, such as a full disk; empty where it can.
        saved: the files that were to be saved, by name and content.
        drawings: how many messages it was sent.
        updates: the ids of the controls that were told to have changed, in turn.
        scrolled: to which offsets the screen was scrolled by the program, in turn.
        html: what a browser has of it, where it is drawn as HTML too.
        slow: whether the line is so slow that no word of this window arrives before `catch_up`.
    """

    def __init__(self, route: str, draw: Callable[..., Any], *of: Any, web: bool = False) -> None:
        """Open it at a route, with what `draw` returns `of` these in it; `web` where it is a browser's page."""
        super().__init__()  # type: ignore[no-untyped-call]
        self.page_url = "http://localhost"
        self.pubsubhub, self.loop = PubSubHub(), asyncio.get_running_loop()
        self.crashes: list[str] = []
        self.focused: list[int] = []
        self.scrolled: list[float] = []
        self.picked: tuple[str, bytes] | None = None
        self.copied: str | None = None
        self.saves_to: str | None = None
        self.unsaved = ""
        self.launched: list[str] = []
        self.shared: list[str] = []
        self.saved: list[tuple[str, bytes]] = []
        self.slow = False
        self.drawings = 0
        self.updates: list[int] = []
        self.html: Drawn | None = None
        self._changed: set[int] = set()
        self._late: list[Callable[[], None]] = []
        self._session = _own_session(self)
        self._moves: set[asyncio.Task[None]] = set()
        self.page: ft.Page = self._session.page
        self.page.route, self.page.web = route, web
        self.page.platform = ft.PagePlatform.LINUX
        stand_for(self.page)
        pack(self._session.get_page_patch())
        self.page.render_views(draw, *of)

    def send_message(self, message: Message) -> None:
        """Take a message as the transport would: packed, so that what cannot be packed shows here."""
        pack([message.action, message.body])
        self.drawings += 1
        body: Any = message.body
        if message.action is MessageAction.PATCH_CONTROL:
            self._changed.add(body.id)
            self.updates.append(body.id)
        elif message.action is MessageAction.SESSION_CRASHED:
            self.crashes.append(body.message)
        elif message.action is MessageAction.INVOKE_METHOD:
            self._late.append(partial(self._called, body))
            if not self.slow:
                self.catch_up()

    def catch_up(self) -> None:
        """Have all that this window had to say arrive, in its order."""
        late, self._late = self._late, []
        for word in late:
            word()

    def load_anew(self) -> None:
        """Come back at the address where this window stands, having heard nothing of what was not said yet."""
        self._late.clear()
        self.slow = False
        follow_address(self.page)

    def _called(self, body: Any) -> None:
        error = self.unsaved if body.name == "save_file" and self.unsaved else None
        answer = self._answer(body) if error is None else None
        self.loop.call_soon(
            self._session.handle_invoke_method_results, body.control_id, body.call_id, answer, error
        )
        if body.name == "push_route":
            self.go(body.args["route"])
        elif body.name == "focus":
            self.focused.append(body.control_id)
        elif body.name == "scroll_to":
            self.scrolled.append(body.args["offset"])
        elif body.name == "set" and "data" in body.args:
            self.copied = body.args["data"]

    def go(self, route: str) -> None:
        """Stand at `route`, as when the address is changed."""
        self.page.route = route
        move = asyncio.create_task(
            self._session.dispatch_event(self.page._i, "route_change", {"route": route})
        )
        self._moves.add(move)
        move.add_done_callback(self._moves.discard)

    def close(self) -> None:
        """Close the window."""
        self._session.close()

    @property
    def route(self) -> str:
        """Where one stands."""
        return self.page.route

    def controls(self, kind: type[C]) -> list[C]:
        """The controls of a kind that the view on top shows, or else the question over it, from first to last."""
        views = [node for node in walk(self.page.views, ft.View) if isinstance(node, ft.View)]
        asked = [node for node in walk(self.page._dialogs) if isinstance(node, ft.AlertDialog) and node.open]
        return [node for node in walk(asked or views[-1:]) if isinstance(node, kind)]

    @property
    def view(self) -> ft.View:
        """The view on top, with all that is in it, hidden or not."""
        *_, view = (node for node in walk(self.page.views, ft.View) if isinstance(node, ft.View))
        return view

    @property
    def words(self) -> list[str]:
        """What a screen reader has to say, from first to last."""
        return [_spoken(text) for text in self.controls(ft.Text)]

    def headings(self, level: int) -> list[str]:
        """The headings of a level."""
        return [
            _spoken(text)
            for node in self.controls(ft.Semantics)
            if node.heading_level == level
            for text in walk(node)
            if isinstance(text, ft.Text)
        ]

    @property
    def heading(self) -> str:
        """The one level-1 heading."""
        return "".join(self.headings(1))

    def says(self, words: str) -> bool:
        """Whether some text of the screen holds `words`."""
        return any(words in spoken for spoken in self.words)

    @staticmethod
    def words_of(control: BaseControl) -> list[str]:
        """What is said of a control."""
        said = (_said(each) for each in walk(control))
        return [words for words in said if words is not None]

    def button(self, label: str) -> BaseControl:
        """The button or link named `label`."""
        for kind in _BUTTONS:
            for button in self.controls(kind):
                if label in self.words_of(button):
                    return button
        raise AssertionError(f"nothing to press named {label!r}; there is {self.words}")

    def field(self, label: str) -> ft.TextField:
        """The field named `label`."""
        found = [field for field in self.controls(ft.TextField) if name_of(field) == label]
        assert len(found) == 1, f"{len(found)} fields named {label!r}"
        return found[0]

    async def press(self, label: str) -> None:
        """Press the button or link named `label`."""
        await self._fire(self.button(label), "click")

    async def type(self, label: str, text: str, *, meanwhile: Meanwhile = None) -> None:
        """Replace what the field named `label` holds."""
        await self._change(self.field(label), text, meanwhile)

    async def type_in(self, field: ft.TextField, text: str) -> None:
        """Replace what a field holds, wherever it was named."""
        await self._change(field, text, None)

    async def leave(self, label: str) -> None:
        """Move the focus out of the field named `label`."""
        await self._fire(self.field(label), "blur")

    async def tick(self, *, value: bool, meanwhile: Meanwhile = None) -> None:
        """Tick or untick the one box of the screen."""
        [box] = self.controls(ft.Checkbox)
        await self._change(box, value, meanwhile)

    async def choose(self, group: ft.RadioGroup, value: str, *, meanwhile: Meanwhile = None) -> None:
        """Choose one of a group of radio buttons."""
        await self._change(group, value, meanwhile)

    async def slide(self, slider: ft.Slider, value: float) -> None:
        """Move a slider."""
        await self._change(slider, value, None)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for a condition; fail, telling what is shown, if it does not come true."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                while not condition():  # noqa: ASYNC110 - a condition of any kind, that nobody signals
                    await asyncio.sleep(0.01)
            self._look()
        except TimeoutError:
            raise AssertionError(f"waited in vain at {self.route}: {self.words}; {self.crashes}") from None

    async def _change(self, control: BaseControl, value: object, meanwhile: Meanwhile) -> None:
        """Tell what a control holds now, then that it changed: two words, and the program may draw between them."""
        self._session.apply_patch(control._i, {"value": value})
        if meanwhile is not None:
            meanwhile()
            await self._drawn()
        await self._fire(control, "change", value)

    async def _fire(self, control: BaseControl, event: str, data: object = None) -> None:
        await self._session.dispatch_event(control._i, event, data)
        await self._drawn()
        self._look()

    def _look(self) -> None:
        """Have what changed drawn as HTML too, and all of it be right."""
        if self.html is not None and not self.crashes:
            changed, self._changed = self._changed, set()
            self.html.look(self.page, changed)

    @staticmethod
    async def _drawn() -> None:
        """Let the drawing be made that was just asked for: a task of its own makes it."""
        for _ in range(5):
            await asyncio.sleep(0)

    def _answer(self, body: Any) -> object:
        """What the client answers to a call."""
        if body.name == "save_file":
            self.saved.append((body.args["file_name"], body.args["src_bytes"]))
            return self.saves_to
        if body.name == "launch_url":
            self.launched.append(str(body.args["url"]))
        if body.name == "share_files":
            self.shared += [file.name for file in body.args["files"]]
            return {"status": "success", "raw": ""}
        return self._pick() if body.name == "pick_files" else None

    def _pick(self) -> list[dict[str, Any]]:
        if self.picked is None:
            return []
        name, content = self.picked
        return [{"id": 0, "name": name, "size": len(content), "path": None, "bytes": content}]


def parts_of(control: BaseControl) -> Iterator[BaseControl]:
    """Give what a control holds, hidden or not."""
    kind: Any = type(control)
    for name in _parts(kind):
        part = getattr(control, name, None)
        for each in part if isinstance(part, list | tuple) else [part]:
            if isinstance(each, BaseControl):
                yield each


def walk(node: object, leaf: type[BaseControl] | None = None) -> Iterator[BaseControl]:
    """Give `node` and what is drawn under it, but for what is under a leaf."""
    if isinstance(node, list | tuple):
        for item in node:
            yield from walk(item, leaf)
    elif isinstance(node, BaseControl) and getattr(node, "visible", True):
        yield node
        if leaf is None or not isinstance(node, leaf):
            kind: Any = type(node)
            for part in _parts(kind):
                yield from walk(getattr(node, part, None), leaf)


@cache
def _parts(kind: type[Any]) -> tuple[str, ...]:
    """Name what a control of this kind may have under it."""
    parts = (part for part in fields(kind) if "skip" not in part.metadata and part.name != "_parent")
    return tuple(part.name for part in parts if _may_hold_control(part.type))


def _may_hold_control(kind: object) -> bool:
    if within := get_args(kind):
        return get_origin(kind) is not Callable and any(map(_may_hold_control, within))
    return not isinstance(kind, type) or issubclass(kind, BaseControl | list)


def name_of(field: ft.TextField) -> str:
    """What a field is called: its label, before what helps to fill it in."""
    return str(field.label).partition(", ")[0]


def _said(node: object) -> str | None:
    """What is said of a text, or of a picture in its place; None where it is neither."""
    if isinstance(node, ft.Text):
        return _spoken(node)
    return node.label if isinstance(node, ft.Semantics) and node.image else None


def _spoken(text: ft.Text) -> str:
    return str(text.value) if text.semantics_label is None else text.semantics_label
