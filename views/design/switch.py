"""A switch between a few ways to see the same thing."""

from collections.abc import Callable, Mapping
from functools import partial

import flet as ft

from semantics import Toggle, mark
from views.design import tokens
from views.design.button_style import switch_style
from views.design.text import hint


def switch(
    name: str, options: Mapping[str, str], chosen: str, on_choose: Callable[[str], None]
) -> ft.Control:
    """Return buttons side by side of which one is on.

    Args:
        name: what they choose.
        options: the words for each value.
        chosen: the value that is on.
        on_choose: called with the value of the one that was pressed.
    """
    buttons = [
        _option(words, partial(on_choose, value), on=value == chosen) for value, words in options.items()
    ]
    return ft.Semantics(
        container=True,
        label=name,
        content=ft.Row(wrap=True, spacing=tokens.SPACE_8, run_spacing=tokens.SPACE_8, controls=buttons),
    )


def _option(words: str, choose: Callable[[], None], *, on: bool) -> ft.Control:
    label = hint(words, bold=True, color=tokens.ON_PRIMARY if on else tokens.PRIMARY)
    button = ft.TextButton(content=label, on_click=lambda _: choose(), style=switch_style(on=on))
    return ft.MergeSemantics(content=ft.Semantics(selected=on, content=mark(button, Toggle(on))))
