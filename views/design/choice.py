"""One choice among a few, all of them shown."""

from collections.abc import Awaitable, Callable

import flet as ft

from views.design import tokens
from views.design.card import stack
from views.design.held import use_held
from views.design.text import body


@ft.component
def choice(
    label: str, options: dict[str, str], chosen: str, on_choose: Callable[[str], Awaitable[None]]
) -> ft.Control:
    """Return a group of radio buttons named `label`; `options` gives the words for each value."""
    group = use_held(chosen)

    async def change(event: ft.Event[ft.RadioGroup]) -> None:
        value = str(event.data)
        group.hear(value)
        await on_choose(value)

    def radio(value: str, words: str) -> ft.Control:
        async def press() -> None:
            await on_choose(value)

        # Material's own label would not go on to a second line. This one can be pressed all the same.
        said = ft.GestureDetector(expand=True, on_tap=press, content=body(words))
        return ft.MergeSemantics(
            content=ft.Row(
                spacing=0,
                controls=[ft.Radio(value=value, active_color=tokens.PRIMARY), said],
            )
        )

    return ft.Semantics(
        container=True,
        label=label,
        content=ft.RadioGroup(
            ref=group.ref,
            value=group.value,
            on_change=change,
            content=stack(*(radio(*option) for option in options.items()), spacing=tokens.SPACE_4),
        ),
    )
