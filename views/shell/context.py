"""What every screen may reach: the parts put together by `main`, one set for one window or browser tab."""

from dataclasses import dataclass
from typing import Any

import flet as ft

from app.appearance.appearance import Appearance
from app.benefits.catalogue import Benefits
from app.core.leaving import Leaving
from app.core.session import Session
from app.enrolment.wizard import EnrolmentWizard
from app.franceconnect.identification import FranceConnect
from app.password_reset.password_reset import PasswordResetFlow
from app.settings.contact_undo import Undo
from app.settings.this_device import ThisDevice
from app.sign_in.sign_in import SignIn
from app.steps.terms import TermsInForce
from app.unlocking.unlocking import Unlocking
from views.design import tokens


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
    """The states that screens show."""

    session: Session
    login: SignIn
    appearance: Appearance
    window: Window
    benefits: Benefits
    enrolment: EnrolmentWizard
    password_reset: PasswordResetFlow
    terms: TermsInForce
    undo: Undo
    unlocking: Unlocking
    device: ThisDevice
    franceconnect: FranceConnect
    leaving: Leaving


Current: Any = ft.create_context(None)
"""Provides the `Program` to what is drawn under it."""


def use_program() -> Program:
    """Return the program that the component being drawn belongs to."""
    program: Program = ft.use_context(Current)
    return program
