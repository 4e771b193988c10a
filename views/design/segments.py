"""Places side by side, of which one stands at one: the parts of a list, each with an address of its own."""

from collections.abc import Sequence

import flet as ft

from semantics import Items, mark
from views.design import tokens
from views.design.button import Leads, segment


def segments(label: str, places: Sequence[tuple[str, Leads]], chosen: int) -> ft.Control:
    """Return places in one frame.

    Args:
        label: what they are parts of.
        places: what each is called, and what leads to it.
        chosen: the rank of the one that is shown.
    """
    links = [segment(words, leads, selected=rank == chosen) for rank, (words, leads) in enumerate(places)]
    listed = mark(ft.Row(wrap=True, tight=True, spacing=0, run_spacing=0, controls=links), Items(label=label))
    frame = ft.Container(
        border=ft.Border.all(tokens.BORDER, tokens.LINE),
        border_radius=tokens.BUTTON_RADIUS,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        bgcolor=tokens.CARD,
        content=listed,
    )
    return ft.Row(controls=[frame], tight=True, wrap=True)
