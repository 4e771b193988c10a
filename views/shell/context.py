"""What stands around the screens of one window or browser tab."""

from dataclasses import dataclass
from typing import Any

import flet as ft

from app.core.scope import PageScope
from app.core.session import Session
from views.design import tokens
from views.shell.menus import Menus


class Window(ft.Observable):
    """The window's width in logical pixels, as far as the layout cares."""

    def __init__(self, width: float) -> None:
        self.narrow = True
        self.phone = True
        self.wide = False
        self._text_scale = 1.0
        self.resize(width)

    def resize(self, width: float) -> None:
        """Take the width now; screens are drawn again only when it crosses a threshold."""
        self._width = width
        room = width / self._text_scale
        self.narrow = room < tokens.NARROW_MAX
        self.phone = room < tokens.PHONE_MAX
        self.wide = room >= tokens.WIDE_MIN

    def rescale(self, text_scale: float) -> None:
        """Take how large text is shown: twice as large, it has half the room."""
        self._text_scale = text_scale
        self.resize(self._width)


@dataclass(frozen=True)
class Program:
    """What the shell shows. A screen is handed its states by the router, and finds none here.

    Attributes:
        page: the states of this window or tab.
        window: how wide it is.
        menus: where one goes from every screen.
    """

    page: PageScope
    window: Window
    menus: Menus

    @property
    def session(self) -> Session:
        """Who is here."""
        return self.page.session


Current: Any = ft.create_context(None)
"""Provides the `Program` to what is drawn under it."""


def use_program() -> Program:
    """Return the program that the component being drawn belongs to."""
    program: Program = ft.use_context(Current)
    return program


def use_session() -> Session:
    """Return who is here, and have the component drawn again when that changes."""
    session, _ = ft.use_state(use_program().session)
    return session


def use_window() -> Window:
    """Return the window, and have the component drawn again when it changes."""
    window, _ = ft.use_state(use_program().window)
    return window
