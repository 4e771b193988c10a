"""What is read from the server, in each state: loading, failed, known, known but old."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import flet as ft

from api_client.errors import ClientError, ConnectionFailed, DoorClosed, Maintenance, TimedOut
from app.core import routes
from app.core.resource import Resource
from views.design.button import primary
from views.design.card import card, column
from views.design.notice import Tone, notice
from views.design.skeleton import skeleton
from views.design.text import body, hint, section, soft
from views.shell.context import use_program
from views.shell.error_text import DoorText
from views.shell.errors import Message, explain
from views.shell.layout import go
from views.shell.text import MaintenanceText, OfflineText, ShellText

T = TypeVar("T")


@ft.component
def resource_view(
    resource: Resource[T],
    build: Callable[[T], ft.Control],
    heights: Sequence[int],
    *,
    meanwhile: ft.Control | None = None,
) -> ft.Control:
    """Return what `build` makes of the value, or what stands in its place.

    Args:
        resource: what is read; read again each time the screen is shown or loaded anew, and once the network is back.
        build: draws the value.
        heights: heights of the skeleton's shapes, in logical pixels.
        meanwhile: what is shown while it is first read, in place of a skeleton.
    """
    session, _ = ft.use_state(use_program().session)
    load = resource.load
    shown = ft.use_route_location() == ft.use_view_path()  # not under another screen

    async def read() -> None:
        if shown:
            await resource.open()

    async def catch_up() -> None:
        if shown and resource.stale and not session.offline:
            await load.see_through()

    ft.use_effect(read, [resource, shown, session.returns])
    ft.use_effect(catch_up, [session.offline])
    if resource.value is not None:
        old = []
        if resource.stale and resource.read_at is not None:
            why = _reason(load.error)
            figures = OfflineText.figures_of(resource.read_at)
            # A reason that concerns every screen stands once, on top of every screen.
            old = [notice(Tone.WARNING, figures, why, live=True) if why else hint(figures, bold=True)]
        return column(old, build(resource.value))
    if load.error is not None:
        return failure(load.error, load.run)
    return meanwhile if meanwhile is not None else skeleton(ShellText.LOADING, *heights)


def failure(error: ClientError, retry: Callable[..., Any]) -> ft.Control:
    """Return what is said when nothing could be read, with the way to try again."""
    message = _message(error)
    if isinstance(error, DoorClosed):
        # Trying again would not open it.
        opened_by = DoorText.opened_by(error.reason)
        helps = [soft(opened_by)] if opened_by else []
        return card(
            section(message.title),
            body(message.text),
            *helps,
            primary(ShellText.BACK_HOME, go(routes.HOME)),
            spacing=16,
        )
    return card(
        section(message.title),
        body(message.text),
        primary(ShellText.RETRY, retry),
        spacing=16,
    )


def _message(error: ClientError) -> Message:
    match error:
        case Maintenance():
            return Message(MaintenanceText.UNREAD, MaintenanceText.UNREAD_MORE)
        case TimedOut():
            return explain(error)
        case ConnectionFailed():
            return Message(OfflineText.HEADING, OfflineText.LEAD)
        case _:
            return explain(error)


def _reason(error: ClientError | None) -> str:
    if isinstance(error, Maintenance) or (
        isinstance(error, ConnectionFailed) and not isinstance(error, TimedOut)
    ):
        return ""
    return _message(error).title if error is not None else ""
