"""One choice among a few, all of them shown."""

from collections.abc import Awaitable, Callable

import flet as ft

from views.design import tokens
from views.design.card import column
from views.design.controlled import use_controlled
from views.design.text import body


@ft.component
def choice(
    label: str, options: dict[str, str], chosen: str, on_choose: Callable[[str], Awaitable[None]]
) -> ft.Control:
    """Return a group of radio buttons named `label`; `options` gives the words for each value."""
    group = use_controlled(chosen)
    focused, set_focused = ft.use_state("")

    async def change(event: ft.Event[ft.RadioGroup]) -> None:
        value = str(event.data)
        group.hear(value)
        await on_choose(value)

    def radio(value: str, words: str) -> ft.Control:
        async def press() -> None:
            await on_choose(value)

        # Material's own label does not wrap. This one can be pressed all the same.
        text = ft.GestureDetector(expand=True, on_tap=press, content=body(words))
        button = ft.Radio(
            value=value,
            active_color=tokens.PRIMARY,
            on_focus=lambda _: set_focused(value),
            on_blur=lambda _: set_focused(lambda now: "" if now == value else now),
        )
        # Material's own halo is hardly visible. This ring is that of every control, and takes no room.
        ring = ft.BoxShadow(spread_radius=tokens.RING, color=tokens.ACCENT) if focused == value else None
        return ft.MergeSemantics(
            content=ft.Container(
                border_radius=tokens.FIELD_RADIUS,
                bgcolor=tokens.CARD if ring else tokens.TRANSPARENT,
                shadow=ring,
                content=ft.Row(spacing=0, controls=[button, text]),
            )
        )

    return ft.Semantics(
        container=True,
        label=label,
        content=ft.RadioGroup(
            ref=group.ref,
            value=group.value,
            on_change=change,
            content=column(*(radio(*option) for option in options.items()), spacing=tokens.SPACE_4),
        ),
    )
