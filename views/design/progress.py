"""How far something is that takes a while."""

import flet as ft

from views.design import tokens
from views.design.card import column
from views.design.text import body

_HEIGHT = 8
_WHOLE = 100


def progress(words: str, percent: int) -> ft.Control:
    """Return `words`, said politely as they change, over a bar that stands still between two of them."""
    done = max(0, min(_WHOLE, percent))
    parts = [
        ft.Container(expand=share, height=_HEIGHT, bgcolor=color)
        for share, color in ((done, tokens.PRIMARY), (_WHOLE - done, tokens.LINE))
        if share
    ]
    return column(
        ft.Semantics(live_region=True, container=True, content=body(words, bold=True)),
        ft.Semantics(
            exclude_semantics=True,
            content=ft.Container(
                border_radius=_HEIGHT // 2,
                clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
                content=ft.Row(spacing=0, controls=list(parts)),
            ),
        ),
        spacing=tokens.SPACE_8,
    )
