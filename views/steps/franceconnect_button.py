"""The button that leads to FranceConnect, wherever it is offered."""

import flet as ft

from app.core import routes
from app.franceconnect.identification import FranceConnect
from views.design import tokens
from views.design.button import Press, link, secondary
from views.design.card import align_start, column
from views.design.text import soft
from views.franceconnect.text import FranceConnectText
from views.shell.layout import go
from views.shell.navigation import navigate


@ft.component
def offer(state: FranceConnect, *, leads: bool = False, explained: bool = True) -> ft.Control:
    """Return the button and what explains it, in a place that is empty where FranceConnect is not offered.

    Args:
        state: knows whether it is.
        leads: whether it comes before what else can be done, rather than after.
        explained: whether a link says what it is.
    """
    ft.use_effect(state.look_once, [])
    lines: list[ft.Control] = []
    if state.available and not state.joining:
        either = ft.Row(alignment=ft.MainAxisAlignment.CENTER, controls=[soft(FranceConnectText.OR)])
        ways = column(
            secondary(FranceConnectText.BUTTON, identify(state)),
            *(
                [align_start(link(FranceConnectText.WHAT, go(routes.FRANCECONNECT_ABOUT)))]
                if explained
                else []
            ),
            spacing=tokens.SPACE_8,
        )
        lines = [ways, either] if leads else [either, ways]
    return column(*lines, visible=bool(lines))


def identify(state: FranceConnect) -> Press:
    """Return what begins an identification, and shows how it goes."""

    async def press(event: ft.Event[ft.Control]) -> None:
        navigate(event.page, routes.FRANCECONNECT)
        await state.start()

    return press
