"""Surfaces: cards, columns."""

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

import flet as ft

from views.design import tokens
from views.design.responsive import varies

CARDS_GAP: Final = tokens.SPACE_16
WIDE_CARDS_GAP: Final = 20
"""Between two cards, in logical pixels."""

Part: TypeAlias = ft.Control | Sequence[ft.Control]
"""A control; or some that come and go, or none, which together have one place of their own."""


def card(*controls: Part, spacing: int = tokens.SPACE_8) -> ft.Container:
    """Return a white card around `controls`."""
    return _surface(column(*controls, spacing=spacing))


def wide_card(*controls: Part, spacing: int = tokens.SPACE_8) -> ft.Container:
    """Return a card that is seen as one in a wide window alone: another has no room for its edges."""
    content = column(*controls, spacing=spacing)
    bare = {"bgcolor": tokens.TRANSPARENT, "shadow": edge(tokens.TRANSPARENT), "margin": 0, "padding": 0}
    return varies(lambda: _surface(content), base=bare, wide=_frame())


def _surface(content: ft.Control) -> ft.Container:
    return ft.Container(
        **_frame(),
        border_radius=tokens.CARD_RADIUS,
        clip_behavior=ft.ClipBehavior.NONE,  # nothing in it reaches its corners
        content=content,
    )


def _frame() -> dict[str, Any]:
    return {"bgcolor": tokens.CARD, "shadow": edge(tokens.HAIR), "margin": 1, "padding": tokens.SPACE_24}


def edge(color: ft.Colors) -> ft.BoxShadow:
    """Return a thin line around a rounded box, which leaves a margin of 1 for it.

    A shadow, since a rounded border costs a browser without a GPU a third of its time, at each drawing.
    """
    return ft.BoxShadow(spread_radius=1, color=color)


def column(*controls: Part, spacing: int = tokens.SPACE_16, visible: bool = True) -> ft.Column:
    """Return `controls` one under the other, each as wide as the place given.

    Flet tells siblings apart by their rank: one that comes or goes has those after it made anew, fields with what is
    being typed in them. What comes and goes is given as a sequence, which keeps its rank when it is empty.
    """
    return ft.Column(
        controls=[
            control
            if isinstance(control, ft.BaseControl)
            else column(*control, spacing=spacing, visible=bool(control))
            for control in controls
        ],
        visible=visible,
        spacing=spacing,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def cards(*controls: ft.Control, visible: bool = True) -> ft.Column:
    """Return cards one under the other, a little further apart in a wide window."""
    return varies(
        lambda: column(*controls, spacing=CARDS_GAP, visible=visible), wide={"spacing": WIDE_CARDS_GAP}
    )


def align_start(control: ft.Control) -> ft.Row:
    """Return `control` at the start of its line, at its own width."""
    return ft.Row(controls=[control], tight=True, wrap=True)
