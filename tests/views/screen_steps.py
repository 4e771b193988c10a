"""What tests of screens begin with, and hold of every one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flet as ft
import pytest

from app.core import routes
from views.design import tokens
from views.shell.text import ShellText

if TYPE_CHECKING:
    from app.core.session import Session
    from tests.app.conftest import Find
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter


in_both_layouts = pytest.mark.parametrize(
    "window", [tokens.PHONE_MAX - 1, tokens.WIDE_MIN], ids=["phone", "wide"], indirect=True
)


def check(screen: Flutter, heading: str) -> None:
    """Hold of every screen: one main heading, which is the window's title too, and a name for all that is pressed."""
    assert screen.headings(1) == [heading]
    assert screen.page.title == ShellText.title(heading)
    assert {node.heading_level for node in screen.controls(ft.Semantics)} <= {None, 1, 2, 3}
    kinds: tuple[type[ft.FilledButton | ft.OutlinedButton | ft.TextButton], ...] = (
        ft.FilledButton,
        ft.OutlinedButton,
        ft.TextButton,
    )
    for kind in kinds:
        for button in screen.controls(kind):
            assert any(screen.words_of(button))
            assert button.on_click is not None
    for field in screen.controls(ft.TextField):
        assert field.label
    for box in screen.controls(ft.Checkbox):
        assert box.semantics_label


async def enter(open_at: Open, session: Session, find: Find, role: str = "responsable-couple") -> Flutter:
    """Open a window and sign in, as from within it."""
    screen = open_at(routes.WELCOME)
    account = find(role)
    await session.sign_in(account.identifier, account.password)
    return screen
