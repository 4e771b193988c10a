"""What other screens show of FranceConnect: the button that leads there, and who it says is here."""

import flet as ft

from app.core import routes
from app.core.session import Session
from app.franceconnect.paths import FRANCECONNECT, FRANCECONNECT_ABOUT
from app.steps.franceconnect import FranceConnectOffer
from views.design import tokens
from views.design.button import Press, link, secondary
from views.design.card import align_start, column
from views.design.text import soft
from views.shell.layout import go
from views.shell.navigation import navigate
from views.steps.text import FranceConnectButtonText


@ft.component
def offer(state: FranceConnectOffer, *, leads: bool = False, explained: bool = True) -> ft.Control:
    """Return the button and what explains it, in a place that is empty where FranceConnect is not offered.

    Args:
        state: knows whether it is.
        leads: whether it comes before what else can be done, rather than after.
        explained: whether a link says what it is.
    """
    ft.use_effect(state.look_once, [])
    lines: list[ft.Control] = []
    if state.available and not state.joining:
        either = ft.Row(alignment=ft.MainAxisAlignment.CENTER, controls=[soft(FranceConnectButtonText.OR)])
        ways = column(
            secondary(FranceConnectButtonText.BUTTON, identify(state)),
            *(
                [align_start(link(FranceConnectButtonText.WHAT, go(FRANCECONNECT_ABOUT)))]
                if explained
                else []
            ),
            spacing=tokens.SPACE_8,
        )
        lines = [ways, either] if leads else [either, ways]
    return column(*lines, visible=bool(lines))


def identify(state: FranceConnectOffer) -> Press:
    """Return what begins an identification, and shows how it goes."""

    async def press(event: ft.Event[ft.Control]) -> None:
        navigate(event.page, FRANCECONNECT)
        await state.start()

    return press


@ft.component
def entered_by_franceconnect(state: FranceConnectOffer, session: Session) -> ft.Control:  # noqa: ARG001 - heard
    """Return who FranceConnect says is here, with the way out for another person; nothing for who came otherwise."""
    if not state.has_entered:
        return ft.Container(visible=False)
    return column(soft(FranceConnectButtonText.ENTERED), align_start(not_me(state)), spacing=0)


def not_me(state: FranceConnectOffer) -> ft.Control:
    """Return the way out for another person; FranceConnect's own session ends in the browser, in the same gesture."""
    window = ft.context.page

    async def leave() -> None:
        entered = state.has_entered
        await state.not_me()
        if not entered:  # who signs out is led to the welcome, from wherever one stands
            navigate(window, routes.SIGN_IN)

    return link(FranceConnectButtonText.NOT_ME, leave, opens=state.logout_url)
