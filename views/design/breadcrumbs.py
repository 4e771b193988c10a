"""Where one is, in a wide window: the screens above this one, each a link to it."""

from collections.abc import Sequence

import flet as ft

from semantics import Current, Items, Landmark, LandmarkKind, mark
from views.design import tokens
from views.design.button import Leads, link
from views.design.text import hint


def breadcrumbs(name: str, above: Sequence[tuple[str, Leads]], here: str) -> ft.Control:
    """Return the names of the screens `above`, outermost first, then that of this one; `name` is of them together."""
    last = mark(hint(here), Current("page"))
    last.margin = ft.Margin.symmetric(horizontal=tokens.SPACE_8)
    steps = ft.Row(
        wrap=True,
        spacing=tokens.SPACE_8,
        run_spacing=0,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
        controls=[*(_step(*each) for each in above), last],
    )
    return mark(
        ft.Container(content=mark(steps, Items(ordered=True))), Landmark(LandmarkKind.NAVIGATION, name)
    )


def _step(label: str, leads: Leads) -> ft.Control:
    return ft.Row(
        tight=True,
        spacing=tokens.SPACE_8,
        controls=[
            # Room beside the words: a short name fills the least width of a button, and leaves no hole behind it.
            link(label, leads, inset=tokens.SPACE_4),
            ft.Semantics(exclude_semantics=True, content=hint("/")),
        ],
    )
