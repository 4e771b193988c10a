"""The end of a migration: made when it opens, then confirmed."""

import flet as ft

from app.core.routes import Phase
from app.core.session import Session
from app.migration.wizard import MigrationCompletion, MigrationWizard
from views.design import tokens
from views.design.button import primary
from views.design.card import card, column
from views.design.notice import Tone, notice
from views.design.text import body, heading, section, soft
from views.migration.text import MigrationDoneText
from views.shell.context import use_session
from views.shell.formats import spoken
from views.shell.layout import Layout, screen
from views.shell.resource_view import failure
from views.shell.text import ShellText
from views.shell.wizard_view import StepPlace
from views.steps.text import SpouseAuthorisationText


@ft.component
def migration_done(_: StepPlace, state: MigrationWizard) -> ft.Control:
    """Return the end: the migration is completed as it opens, then confirmed."""
    session, complete = use_session(), state.complete

    async def make() -> None:
        if session.phase is Phase.MIGRATING:
            await complete.run()

    ft.use_effect(make, [])
    if state.completion is None or session.phase is not Phase.SIGNED_IN:
        working = soft(MigrationDoneText.PENDING_MORE)
        return screen(
            MigrationDoneText.PENDING,
            column(
                heading(MigrationDoneText.PENDING),
                working if complete.error is None else failure(complete.error, complete.run),
                spacing=tokens.SPACE_24,
            ),
            layout=Layout.FORM,
        )
    return _done(session, state, state.completion)


def _done(session: Session, state: MigrationWizard, completion: MigrationCompletion) -> ft.Control:
    account = session.account
    kind = account.me.identifier_kind if account is not None else "nir"
    confirmed = [(contact.channel, contact.masked_destination) for contact in completion.confirmed]
    sent = MigrationDoneText.sent(confirmed) if confirmed else MigrationDoneText.UNSENT
    spouse = state.draft.spouse if state.draft is not None else None
    choice_made = []
    if spouse is not None and spouse.authorised is not None:
        words = SpouseAuthorisationText.chosen(spouse.spouse_name, authorised=spouse.authorised)
        choice_made.append(
            card(section(SpouseAuthorisationText.HEADING), body(words), soft(SpouseAuthorisationText.LATER))
        )
    later = []
    if state.draft is not None and state.draft.contact_postponed:
        later.append(
            notice(Tone.WARNING, MigrationDoneText.POSTPONED, MigrationDoneText.POSTPONED_MORE, level=2)
        )
    return screen(
        MigrationDoneText.HEADING,
        column(
            heading(MigrationDoneText.HEADING),
            notice(Tone.SUCCESS, MigrationDoneText.LEAD, live=True),
            body(MigrationDoneText.NEXT[kind]),
            soft(sent, spoken=spoken(sent)),
            choice_made,
            later,
            soft(ShellText.NO_LINK),
            primary(MigrationDoneText.ENTER, session.leave_confirmation),
            spacing=tokens.SPACE_24,
        ),
        layout=Layout.FORM,
    )
