"""What stands in place of what is being read."""

import asyncio

import flet as ft

from semantics import Busy, mark
from views.design import tokens


@ft.component
def skeleton(label: str, *heights: int) -> ft.Control:
    """Return grey shapes as high as what they stand for, shown only when the reading lasts.

    Args:
        label: what a screen reader hears.
        heights: heights of the shapes, in logical pixels; their room is kept from the start, so nothing jumps.
    """
    shown, show = ft.use_state(False)  # noqa: FBT003 - Flet's own signature

    async def wait() -> None:
        await asyncio.sleep(tokens.SKELETON_AFTER)
        show(True)  # noqa: FBT003

    ft.use_effect(wait, [])
    color = tokens.HAIR if shown else tokens.TRANSPARENT
    shapes = [
        ft.Container(height=height, bgcolor=color, border_radius=tokens.CARD_RADIUS) for height in heights
    ]
    waiting = ft.Semantics(
        label=label if shown else None,
        live_region=True,
        container=True,
        content=ft.Column(
            spacing=tokens.SPACE_16,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=list(shapes),
        ),
    )
    return mark(waiting, Busy())
