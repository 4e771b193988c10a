"""The narrowest windows, and text enlarged in them: what stands side by side elsewhere stands one under the other."""

from typing import Any

import flet as ft

from views.design import tokens
from views.design.card import column

Responsive: Any = ft.create_context(False)  # noqa: FBT003 - the value where nobody provides another
"""Provides what is drawn under it with whether the window is narrow."""


@ft.component
def beside(words: ft.Control, note: ft.Control) -> ft.Control:
    """Return `words` with `note` at the end of their line, or under them in a narrow window."""
    if ft.use_context(Responsive):
        return column(words, note, spacing=0)
    return ft.Row(
        spacing=tokens.SPACE_16,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[ft.Container(expand=True, content=words), note],
    )
