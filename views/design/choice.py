"""One choice among a few, all of them shown."""

from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft

from semantics import Choices, Immediate, Label, mark
from views.design import tokens
from views.design.card import column
from views.design.controlled import use_controlled
from views.design.group import group as grouped
from views.design.text import body


@ft.component
def choice(
    label: str,
    options: dict[str, str],
    chosen: str,
    on_choose: Callable[[str], Awaitable[None]],
    *,
    legend: ft.Control | None = None,
    note: ft.Control | None = None,
    error: str = "",
    spacing: int = tokens.SPACE_4,
    ref: ft.Ref[Any] | None = None,
    say: Callable[[str], str | None] = lambda _: None,
    immediate: bool = False,
) -> ft.Control:
    """Return a group of radio buttons under its name.

    Args:
        label: the name.
        options: the words for each value.
        chosen: the value chosen; empty where none is.
        on_choose: called with the value chosen now.
        legend: what shows the name; running text unless given.
        note: what helps to choose.
        error: what is wrong and how to mend it, in words; empty when nothing is.
        spacing: between the name and the buttons, in logical pixels.
        ref: where the `RadioGroup` is put, for what leads to it.
        say: returns how the name, or the words of a value, are said where they read badly.
        immediate: whether a choice changes the screen at once, which a page without script has to be asked for.
    """
    group = use_controlled(chosen, ref)
    focused, set_focused = ft.use_state("")

    async def change(event: ft.Event[ft.RadioGroup]) -> None:
        value = str(event.data)
        group.hear(value)
        await on_choose(value)

    def radio(value: str, words: str) -> ft.Control:
        async def press() -> None:
            await on_choose(value)

        # Material's own label does not wrap. This one can be pressed all the same.
        text = ft.GestureDetector(
            expand=True, on_tap=press, content=mark(body(words, spoken=say(words)), Label())
        )
        button = ft.Radio(
            value=value,
            active_color=tokens.PRIMARY,
            on_focus=lambda _: set_focused(value),
            on_blur=lambda _: set_focused(lambda now: "" if now == value else now),
        )
        # Material's own halo is hardly visible. This ring is that of every control, and takes no room.
        ring = ft.BoxShadow(spread_radius=tokens.RING, color=tokens.ACCENT) if focused == value else None
        return mark(
            ft.MergeSemantics(
                content=ft.Container(
                    border_radius=tokens.FIELD_RADIUS,
                    bgcolor=tokens.CARD if ring else tokens.TRANSPARENT,
                    shadow=ring,
                    content=ft.Row(spacing=0, controls=[button, text]),
                )
            ),
            Choices(),
        )

    radios = ft.RadioGroup(
        ref=group.ref,
        value=group.value,
        on_change=change,
        content=column(*(radio(*option) for option in options.items()), spacing=tokens.SPACE_4),
    )
    named = ft.Semantics(
        container=True,
        label=", ".join(filter(None, (say(label) or label, error))),
        content=mark(radios, Immediate()) if immediate else radios,
    )
    return grouped(
        legend or body(label, bold=True, spoken=say(label)), named, note=note, error=error, spacing=spacing
    )
