"""Where one is, in a wide window: the screens above this one, each a link to it."""

from collections.abc import Sequence

import flet as ft

from views.design import tokens
from views.design.button import Press, link
from views.design.text import hint


def breadcrumbs(above: Sequence[tuple[str, Press]], here: str) -> ft.Control:
    """Return the names of the screens `above`, outermost first, then the name of this one."""
    steps: list[ft.Control] = []
    for label, press in above:
        # Room beside the words: a short name fills the least width of a button, and leaves no hole behind it.
        steps += [
            link(label, press, inset=tokens.SPACE_4),
            ft.Semantics(exclude_semantics=True, content=hint("/")),
        ]
    last = hint(here)
    last.margin = ft.Margin.symmetric(horizontal=tokens.SPACE_8)
    return ft.Row(
        wrap=True,
        spacing=tokens.SPACE_8,
        run_spacing=0,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
        controls=[*steps, last],
    )
