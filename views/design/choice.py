"""One choice among a few, all of them shown."""

from collections.abc import Awaitable, Callable

import flet as ft

from views.design import tokens


def choice(
    label: str, options: dict[str, str], chosen: str, on_choose: Callable[[str], Awaitable[None]]
) -> ft.Control:
    """Return a group of radio buttons named `label`; `options` gives the words for each value."""

    async def change(event: ft.Event[ft.RadioGroup]) -> None:
        await on_choose(str(event.control.value))

    style = ft.TextStyle(size=tokens.TEXT_SIZE, weight=tokens.REGULAR, color=tokens.INK, letter_spacing=0)
    radios: list[ft.Control] = [
        ft.Radio(value=value, label=words, label_style=style, active_color=tokens.PRIMARY)
        for value, words in options.items()
    ]
    return ft.Semantics(
        container=True,
        label=label,
        content=ft.RadioGroup(
            value=chosen,
            on_change=change,
            content=ft.Column(spacing=tokens.SPACE_4, tight=True, controls=radios),
        ),
    )
