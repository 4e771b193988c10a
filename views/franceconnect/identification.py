"""FranceConnect: the browser's way there and back, and which screen says what came of it."""

from typing import Final

import flet as ft

from app.core import routes
from app.core.session import Session
from app.franceconnect.identification import Ending, FranceConnect, Stage
from app.franceconnect.paths import FRANCECONNECT, FRANCECONNECT_LINK
from views.design import tokens
from views.design.button import copies, link, primary, secondary
from views.design.card import align_start, card
from views.design.notice import Tone, notice
from views.design.text import body, hint, section
from views.franceconnect.found import arrived, found
from views.franceconnect.plain import plain
from views.franceconnect.text import (
    FranceConnectEndingText,
    FranceConnectLinkText,
    FranceConnectText,
    FranceConnectWaitingText,
)
from views.shell.error_text import ErrorText
from views.shell.form_view import failure_notice
from views.shell.layout import go
from views.shell.navigation import navigate
from views.steps.franceconnect_button import identify

_ENDINGS: Final = {
    Ending.DENIED: (FranceConnectEndingText.DENIED, FranceConnectEndingText.DENIED_MORE),
    Ending.UNAVAILABLE: (ErrorText.FRANCECONNECT_UNAVAILABLE, ErrorText.FRANCECONNECT_UNAVAILABLE_MORE),
    Ending.FAILED: (FranceConnectEndingText.FAILED, FranceConnectEndingText.FAILED_MORE),
    Ending.EXPIRED: (ErrorText.FRANCECONNECT_EXPIRED, ErrorText.FRANCECONNECT_EXPIRED_MORE),
    Ending.ELSEWHERE: (FranceConnectEndingText.ELSEWHERE, FranceConnectEndingText.ELSEWHERE_MORE),
}


@ft.component
def franceconnect(state: FranceConnect, session: Session) -> ft.Control:
    """Return the screen of the stage that the sign-in is at."""
    if state.begin.running or state.begin.error is not None:
        return _beginning(state, session)
    match state.stage:
        case Stage.WAITING:
            return _waiting(state, session)
        case Stage.CHECKING:
            return _checking(state, session)
        case Stage.FOUND if state.case is not None and state.vouched is not None:
            return found(state, state.case, state.vouched)
        case Stage.ENTERED if state.vouched is not None:
            return arrived(state, state.vouched)
        case Stage.ENDED if state.ending is not None:
            return _ended(state, session, *_ENDINGS[state.ending])
        case _:
            return _ended(
                state, session, FranceConnectEndingText.NOTHING, FranceConnectEndingText.NOTHING_MORE
            )


def franceconnect_return(state: FranceConnect) -> ft.Control:
    """Return the screen that the browser comes back to: it takes what was brought, and makes way."""
    page = ft.context.page
    shown = ft.use_route_location() == ft.use_view_path()

    async def take() -> None:
        if shown:
            await state.come_back()
            navigate(page, FRANCECONNECT)

    ft.use_effect(take, [])
    return plain(FranceConnectEndingText.CHECKING, FranceConnectEndingText.CHECKING_MORE)


def _way_back(session: Session) -> tuple[str, str]:
    """Return where one goes without FranceConnect: the sign-in, or where an account is joined."""
    if session.account is not None:
        return FranceConnectLinkText.BACK, FRANCECONNECT_LINK
    return FranceConnectText.PASSWORD, routes.SIGN_IN


def _beginning(state: FranceConnect, session: Session) -> ft.Control:
    if state.begin.running:
        return plain(FranceConnectWaitingText.HEADING, FranceConnectWaitingText.PREPARING)
    label, route = _way_back(session)
    return plain(
        FranceConnectEndingText.FAILED,
        FranceConnectEndingText.NOTHING_MORE if session.account is None else "",
        failure_notice(state.begin.error),
        primary(FranceConnectText.RETRY, state.start),
        secondary(label, go(route)),
    )


@ft.component
def _waiting(state: FranceConnect, session: Session) -> ft.Control:
    copied, set_copied = ft.use_state(False)  # noqa: FBT003 - Flet's own signature
    clipboard: ft.Clipboard = ft.use_memo(ft.Clipboard, [])
    page = ft.context.page
    url = state.waiting.url if state.waiting is not None else ""
    _, route = _way_back(session)

    async def copy() -> None:
        await clipboard.set(url)
        set_copied(True)

    async def cancel() -> None:
        await state.cancel.run()
        navigate(page, route)

    done = [notice(Tone.SUCCESS, FranceConnectWaitingText.COPIED, live=True)] if copied else []
    return plain(
        FranceConnectWaitingText.HEADING,
        FranceConnectWaitingText.LEAD,
        card(
            section(FranceConnectWaitingText.NOT_OPEN),
            body(FranceConnectWaitingText.NOT_OPEN_MORE),
            secondary(FranceConnectWaitingText.OPEN, state.open_again),
            hint(FranceConnectWaitingText.ADDRESS, bold=True),
            ft.Text(url, selectable=True, size=tokens.HINT_SIZE, color=tokens.SOFT),
            align_start(copies(link(FranceConnectWaitingText.COPY, copy), url)),
            done,
        ),
        card(
            section(FranceConnectWaitingText.CLOSED),
            body(FranceConnectWaitingText.CLOSED_MORE),
            secondary(FranceConnectText.AGAIN, state.start),
        ),
        secondary(FranceConnectWaitingText.CANCEL, cancel),
    )


def _checking(state: FranceConnect, session: Session) -> ft.Control:
    if state.exchange.error is None:
        return plain(FranceConnectEndingText.CHECKING, FranceConnectEndingText.CHECKING_MORE)
    label, route = _way_back(session)
    return plain(
        FranceConnectEndingText.UNCHECKED,
        "",
        failure_notice(state.exchange.error),
        primary(FranceConnectText.RETRY, state.exchange.run),
        secondary(FranceConnectText.AGAIN, state.start),
        align_start(link(label, go(route))),
    )


def _ended(state: FranceConnect, session: Session, title: str, lead: str) -> ft.Control:
    label, route = _way_back(session)
    again = [primary(FranceConnectText.AGAIN, identify(state))] if state.available else []
    return plain(title, lead, again, secondary(label, go(route)))
