"""The way out of a migration, which says what is kept before it signs out."""

import flet as ft

from app.core.session import Session
from app.migration.wizard import MigrationWizard
from views.design.button import Press, link, secondary
from views.design.card import align_start, column
from views.design.dialog import Answer, use_question
from views.design.text import soft
from views.migration.text import MigrationText


@ft.component
def way_out(session: Session, state: MigrationWizard | None) -> ft.Control:
    """Return the way out of a step."""
    ask = _use_leaving(session, state)
    return column(align_start(link(MigrationText.QUIT, ask)), soft(MigrationText.QUIT_KEPT), spacing=0)


@ft.component
def leave_button(session: Session, state: MigrationWizard | None) -> ft.Control:
    """Return the way out of the door."""
    ask = _use_leaving(session, state)
    return secondary(MigrationText.QUIT, ask)


def _use_leaving(session: Session, state: MigrationWizard | None) -> Press:
    """Ask whether to leave, and do; return what asks."""
    asked, set_asked = ft.use_state(False)  # noqa: FBT003 - Flet's own signature
    begun = state is not None and state.begun

    def ask() -> None:
        set_asked(True)

    def stay() -> None:
        set_asked(False)

    use_question(
        MigrationText.ASK_QUIT,
        MigrationText.ASK_QUIT_BEGUN if begun else MigrationText.ASK_QUIT_NOT_BEGUN,
        yes=Answer(MigrationText.SIGN_OUT, session.sign_out),
        no=Answer(MigrationText.STAY, stay),
        asked=asked,
    )
    return ask
