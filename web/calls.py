"""What the program asks of its browser, answered by the host as far as it can, by the browser where it must."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Protocol

import flet as ft

if TYPE_CHECKING:
    from collections.abc import Callable

    from flet.messaging.protocol import InvokeMethodRequestBody

from web.kept import Refused
from web.push import WebPush

logger = logging.getLogger(__name__)


class Uncallable(Exception):
    """The program asks for something that no browser is asked for here."""


class Undone(Exception):
    """The browser cannot do what it is asked for."""


class Kept(Protocol):
    """The texts that one browser keeps."""

    def get(self, key: str) -> str | None:
        """Return the text under a key."""

    def set(self, key: str, text: str, /) -> None:
        """Keep a text under a key.

        Raises:
            Refused: it would not fit.
        """

    def remove(self, key: str) -> None:
        """Keep nothing under a key any more."""


@dataclass(frozen=True, slots=True, repr=False)
class File:
    """A file, on its way from or to a browser."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Call:
    """What the browser itself must do.

    Attributes:
        name: `copy`, `open`, or what `static/push.js` does, as `web/protocol.py` describes them.
        arguments: what it needs to know.
    """

    name: str
    arguments: Any


@dataclass(slots=True, repr=False)
class Wishes:
    """What the program asked for, and the browser is to be told with the next message.

    Attributes:
        focus: Flet's number of the control that is to have the focus.
        file: what is to be saved.
        calls: by Flet's names for them, what the browser must do and answer.
    """

    focus: int | None = None
    file: File | None = None
    calls: dict[str, Call] = field(default_factory=dict)


@dataclass(slots=True, repr=False)
class Gesture:
    """What the person's last act brought with it: it has been done, or chosen, when the program asks for it.

    Attributes:
        copied: the text that the browser has put on the clipboard.
        files: those that were chosen.
    """

    copied: str | None = None
    files: tuple[File, ...] = ()


_NO_FEATURES: Final = {
    "accessible_navigation": False,
    "bold_text": False,
    "disable_animations": False,
    "high_contrast": False,
    "invert_colors": False,
    "reduce_motion": False,
    "on_off_switch_labels": False,
    "supports_announcements": False,
}
LATER: Final = object()
"""In place of an answer: the browser gives it."""


class Calls:
    """The calls of one tab.

    Args:
        kept: what its browser keeps.
        strict: whether what no browser is asked for is an error, as in tests; otherwise the log names it.

    Attributes:
        scriptless: whether the page runs no script, and only what the host can do is done.
        opened: where such a page is to be led.
    """

    def __init__(self, kept: Kept, *, strict: bool = False) -> None:
        self.scriptless = False
        self.opened: str | None = None
        self._kept = kept
        self._strict = strict
        self.wishes = Wishes()
        self.gesture = Gesture()
        self._answers: Final[dict[tuple[type, str], Callable[[InvokeMethodRequestBody], Any]]] = {
            (ft.SharedPreferences, "get"): lambda asked: self._kept.get(asked.args["key"]),
            (ft.SharedPreferences, "set"): self._keep,
            (ft.SharedPreferences, "remove"): self._remove,
            (ft.SemanticsService, "get_accessibility_features"): lambda _: dict(_NO_FEATURES),
            (ft.Page, "push_route"): lambda _: None,
            (ft.TextField, "focus"): self._focus,
            (ft.FilledButton, "focus"): self._focus,
            (ft.OutlinedButton, "focus"): self._focus,
            (ft.TextButton, "focus"): self._focus,
            # A screen that takes another's place is shown from its top in any case.
            (ft.Column, "scroll_to"): lambda _: None,
            (ft.Clipboard, "set"): self._copy,
            (ft.UrlLauncher, "launch_url"): self._open,
            (ft.FilePicker, "pick_files"): self._pick,
            (ft.FilePicker, "save_file"): self._save,
            (WebPush, "state"): self._push,
            (WebPush, "subscribe"): self._push,
            (WebPush, "unsubscribe"): self._push,
        }

    def answer(self, control: object, asked: InvokeMethodRequestBody) -> Any:
        """Return what a call is answered with; `LATER` where the browser is to be told of it first.

        Raises:
            Uncallable: it is none of these, and the calls are strict.
            Undone: the browser cannot do it.
        """
        answer = self._answers.get((type(control), asked.name))
        if answer is None:
            what = f"{type(control).__name__}.{asked.name}"
            if self._strict:
                raise Uncallable(what)
            logger.error("not asked of a browser: %s", what)
            return None
        return answer(asked)

    def take(self) -> Wishes:
        """Return what was asked for since last time."""
        taken, self.wishes = self.wishes, Wishes()
        return taken

    def _keep(self, asked: InvokeMethodRequestBody) -> bool:
        try:
            self._kept.set(asked.args["key"], str(asked.args["value"]))
        except Refused as refused:
            raise Undone("it would not fit") from refused
        return True

    def _remove(self, asked: InvokeMethodRequestBody) -> bool:
        self._kept.remove(asked.args["key"])
        return True

    def _focus(self, asked: InvokeMethodRequestBody) -> None:
        self.wishes.focus = asked.control_id

    def _copy(self, asked: InvokeMethodRequestBody) -> Any:
        text = asked.args["data"]
        if self.gesture.copied == text:
            return None
        if self.scriptless:
            raise Undone("no script")
        self.wishes.calls[asked.call_id] = Call("copy", {"text": text})
        return LATER

    def _open(self, asked: InvokeMethodRequestBody) -> Any:
        url, window = asked.args["url"], asked.args.get("web_only_window_name")
        if self.scriptless:
            self.opened = str(url)
            return None
        self.wishes.calls[asked.call_id] = Call("open", {"url": str(url), "here": window == "_self"})
        return LATER

    def _push(self, asked: InvokeMethodRequestBody) -> Any:
        if self.scriptless:
            return None
        self.wishes.calls[asked.call_id] = Call(asked.name, asked.args or {})
        return LATER

    def _pick(self, _: InvokeMethodRequestBody) -> list[dict[str, Any]]:
        files, self.gesture.files = self.gesture.files, ()  # none, as when nothing was chosen
        return [
            {"id": rank, "name": file.name, "size": len(file.content), "path": None, "bytes": file.content}
            for rank, file in enumerate(files, start=1)
        ]

    def _save(self, asked: InvokeMethodRequestBody) -> str:
        self.wishes.file = File(asked.args["file_name"], asked.args["src_bytes"])
        return str(asked.args["file_name"])
