"""What stands around the screens of one window or browser tab."""

from dataclasses import dataclass
from typing import Any

import flet as ft

from app.core.scope import PageScope
from app.core.session import Session
from views.design.window import Window
from views.shell.menus import Menus


@dataclass(frozen=True)
class Program:
    """What the shell shows. A screen is handed its states by the router, and finds none here.

    Attributes:
        page: the states of this window or tab.
        window: what Flutter draws it in; None where it is drawn as HTML, which arranges itself.
        menus: where one goes from every screen.
    """

    page: PageScope
    window: Window | None
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
