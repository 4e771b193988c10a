"""The window that Flutter draws in: how much room there is, and how large text is in it.

A page that is drawn as HTML has none: a style sheet knows its width, and the browser the size of its text.
"""

from enum import Enum, auto
from typing import Self

import flet as ft

from views.design import tokens

_WINDOW = "window"


class Room(Enum):
    """How wide a window is, as far as the layout cares."""

    NARROW = auto()
    PHONE = auto()
    MEDIUM = auto()
    WIDE = auto()


class Window(ft.Observable):
    """A window; what is arranged in it is drawn again when its room becomes another.

    Attributes:
        room: how wide it is for text of the size that it has.
        text_scale: by what the sizes of text are multiplied: twice as large, it has half the room.
    """

    def __init__(self, width: float) -> None:
        self.room = Room.PHONE
        self._text_scale = 1.0
        self.resize(width)

    @classmethod
    def of(cls, page: ft.Page) -> Self:
        """Return the window of a page, which follows its width from now on."""
        window = cls(page.width or 0)
        page.on_resize = lambda event: window.resize(event.width)
        return window

    @property
    def text_scale(self) -> float:
        """By what the sizes of text are multiplied."""
        return self._text_scale

    def measure(self, page: ft.Page) -> None:
        """Take the width that the page has now, of which it may have said nothing."""
        self.resize(page.width or 0)

    def resize(self, width: float) -> None:
        """Take the width now, in logical pixels."""
        self._width = width
        self.room = _room(width / self._text_scale)

    def rescale(self, text_scale: float) -> None:
        """Take by what the sizes of text are multiplied now."""
        self._text_scale = text_scale
        self.resize(self._width)

    def show(self, page: ft.Page) -> None:
        """Have what is drawn for the page be drawn for this window."""
        page.session.store.set(_WINDOW, self)


def present_window() -> Window | None:
    """Return the window that is being drawn for, None where there is none."""
    try:
        page = ft.context.page
    except RuntimeError:  # drawn for nobody
        return None
    window: Window | None = page.session.store.get(_WINDOW)
    return window


def use_room() -> Room:
    """Return the room there is, and have the component drawn again when it changes; without a window, a phone's."""
    window, _ = ft.use_state(present_window())
    return window.room if window is not None else Room.PHONE


def _room(width: float) -> Room:
    if width < tokens.NARROW_MAX:
        return Room.NARROW
    if width < tokens.PHONE_MAX:
        return Room.PHONE
    return Room.MEDIUM if width < tokens.WIDE_MIN else Room.WIDE
