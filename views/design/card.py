"""Surfaces: cards, separators, columns of bounded width."""

from collections.abc import Sequence
from typing import TypeAlias

import flet as ft

from views.design import tokens

Part: TypeAlias = ft.Control | Sequence[ft.Control]
"""A control; or some that come and go, or none, which together have one place of their own."""


def card(*controls: Part, spacing: int = tokens.SPACE_8, framed: bool = True) -> ft.Container:
    """Return a white card around `controls`; not `framed`, what a card is in a window with no room for its edges."""
    return ft.Container(
        bgcolor=tokens.CARD if framed else tokens.TRANSPARENT,
        shadow=edge(tokens.HAIR if framed else tokens.TRANSPARENT),
        margin=1 if framed else 0,
        border_radius=tokens.CARD_RADIUS,
        clip_behavior=ft.ClipBehavior.NONE,  # nothing in it reaches its corners
        padding=tokens.SPACE_24 if framed else 0,
        content=column(*controls, spacing=spacing),
    )


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


def align_start(control: ft.Control) -> ft.Row:
    """Return `control` at the start of its line, at its own width."""
    return ft.Row(controls=[control], tight=True, wrap=True)


def hair() -> ft.Divider:
    """Return the thin line between two rows."""
    return ft.Divider(height=1, thickness=1, color=tokens.HAIR)


def reading_column(
    content: ft.Control, *, share: int = 1, width: int | None = None, visible: bool = True
) -> ft.Control:
    """Return one of the columns of a wide screen, of `width` or with its `share` of what is left.

    It scrolls by its nature, never in fact: that is what has a screen reader read one column to its end, then the
    other, where Flutter would go from left to right, line by line. A labelled group would swallow its texts.
    """
    return ft.Container(
        visible=visible,
        width=width,
        expand=None if width else share,
        content=ft.Column(
            scroll=ft.ScrollMode.HIDDEN,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[content],
        ),
    )


def side_by_side(
    first: ft.Control, second: ft.Control, *, wide: bool, shares: tuple[int, int] = (1, 1), gap: int
) -> ft.Control:
    """Return two columns side by side in a wide window, one under the other in another.

    It is one tree at any width: what has the focus in a window keeps it when the window is turned.

    Args:
        first: the column read first.
        second: the one read after it.
        wide: whether there is room for both.
        shares: of the width, of the one and the other.
        gap: between the two, in logical pixels.
    """
    whole = sum(shares)
    before = ft.Padding.only(right=gap / 2 if wide else 0)
    after = ft.Padding.only(left=gap / 2 if wide else 0, top=0 if wide else gap)
    return ft.ResponsiveRow(
        columns=whole,
        spacing=0,
        run_spacing=0,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            _part(first, shares[0] if wide else whole, before),
            _part(second, shares[1] if wide else whole, after),
            # Where all fits one line, Flet makes another kind of row, and all that is in it anew: this never fits.
            ft.Container(col=whole, height=0),
        ],
    )


def _part(content: ft.Control, col: int, padding: ft.Padding) -> ft.Control:
    # It scrolls by its nature, never in fact, as a `reading_column` does and for the same reason.
    return ft.Container(
        col=col,
        padding=padding,
        content=ft.Column(
            scroll=ft.ScrollMode.HIDDEN,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[content],
        ),
    )
