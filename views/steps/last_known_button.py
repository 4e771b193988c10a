"""The button that shows what this device knew last."""

import flet as ft

from app.core import routes
from app.last_known.last_known import LastKnown
from views.design.button import secondary
from views.design.card import align_start, column
from views.design.notice import Tone, notice
from views.shell.context import use_program
from views.shell.navigation import navigate
from views.steps.text import LastKnownText


@ft.component
def last_known_button(state: LastKnown) -> ft.Control:
    """Return the way to the last figures where nobody can be reached, in a place that is empty elsewhere."""
    session, _ = ft.use_state(use_program().session)
    page, here = ft.context.page, ft.use_route_location()

    async def look() -> None:
        await state.open.run()
        if (
            session.looking_back and session.destination(here) is None
        ):  # Accueil stays open to whoever is here
            navigate(page, routes.HOME)

    lines: list[ft.Control] = []
    if session.offline and state.read_at is not None:
        if state.refused:
            lines.append(notice(Tone.WARNING, LastKnownText.REFUSED, live=True))
        lines.append(
            notice(
                Tone.INFORMATION,
                LastKnownText.kept(state.read_at),
                LastKnownText.LOOK_ONLY,
                align_start(secondary(LastKnownText.OPEN, look)),
                live=True,
            )
        )
    return column(*lines, visible=bool(lines))
