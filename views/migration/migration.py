"""Votre connexion change: the door of the migration."""

from typing import Final

import flet as ft

from app.core import routes
from app.core.routes import Phase
from app.core.session import Session
from app.migration.paths import migration_step_path
from app.migration.wizard import Migration, MigrationWizard
from views.design import tokens
from views.design.button import primary
from views.design.card import card, column
from views.design.items import bullets
from views.design.notice import Tone, notice
from views.design.text import body, heading, section, soft
from views.migration.leaving import leave_button
from views.migration.text import MigrationDoneText, MigrationText
from views.shell.ended import ended
from views.shell.layout import Layout, go, screen
from views.shell.navigation import navigate
from views.shell.resource_view import resource_view
from views.steps.text import AcceptanceText, SpouseAuthorisationText

STEP_HEADINGS: Final = {
    "terms": AcceptanceText.HEADING,
    "password": MigrationText.PASSWORD_HEADING,
    "contact": MigrationText.CONTACT_HEADING,
    "code": MigrationText.CODE_HEADING,
    "authorisations": SpouseAuthorisationText.HEADING,
    "done": MigrationDoneText.PENDING,
}


@ft.component
def migration(session: Session, state: MigrationWizard | None) -> ft.Control:
    """Return what is said before the first step, with the way to take up a migration begun."""
    page = ft.context.page
    shown = ft.use_route_location() == ft.use_view_path()
    over = session.phase is Phase.SIGNED_IN and not session.confirming

    async def leave() -> None:
        if over and shown:
            navigate(page, session.wanted or routes.HOME)

    ft.use_effect(leave, [over, shown])
    if session.phase is Phase.ENDED:
        return ended(session)
    return _door(session, state) if state is not None else screen(MigrationText.HEADING)


@ft.component
def _door(session: Session, state: MigrationWizard) -> ft.Control:
    steps = bullets(MigrationText.STEPS, ordered=True, spacing=tokens.SPACE_4)
    return screen(
        MigrationText.HEADING,
        column(
            column(heading(MigrationText.HEADING), body(MigrationText.LEAD), spacing=tokens.SPACE_8),
            card(section(MigrationText.STEPS_TITLE), steps, soft(MigrationText.KEPT)),
            card(section(MigrationText.WHY), soft(MigrationText.WHY_MORE)),
            resource_view(
                state.reading,
                lambda found: _entrance(state, found),
                (tokens.CONTROL_HEIGHT,),
            ),
            leave_button(session, state),
            spacing=tokens.SPACE_24,
        ),
        layout=Layout.FORM,
    )


def _entrance(state: MigrationWizard, found: Migration) -> ft.Control:
    enter = go(migration_step_path(state.step or found.step))
    if not state.begun:
        return primary(MigrationText.BEGIN, enter)
    return column(
        notice(
            Tone.INFORMATION,
            MigrationText.BEGUN,
            MigrationText.resume_at(STEP_HEADINGS[state.step or found.step]),
        ),
        primary(MigrationText.RESUME, enter),
    )
