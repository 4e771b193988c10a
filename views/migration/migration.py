"""Votre connexion change: the door of the change, the steps that are its own, and its end."""

from typing import Final

import flet as ft

from app.core import routes
from app.core.command import Command
from app.core.routes import Phase
from app.core.session import Session
from app.migration.wizard import Migration, MigrationCompletion, MigrationWizard
from app.steps.acceptance import Acceptance
from views.design import tokens
from views.design.button import Press, link, primary, secondary
from views.design.card import align_start, card, column
from views.design.checkbox import checkbox
from views.design.choice import choice
from views.design.dialog import Answer, use_question
from views.design.notice import Tone, notice
from views.design.text import body, heading, section, soft
from views.enrolment.text import EnrolmentText
from views.migration.text import MigrationDoneText, MigrationText
from views.public.terms import SKELETON, written
from views.settings.text import SpouseAuthorisationText
from views.shell.context import use_program
from views.shell.ended import ended
from views.shell.form_view import fault_summary
from views.shell.layout import Layout, screen
from views.shell.navigation import navigate
from views.shell.resource_view import failure, resource_view
from views.shell.text import ShellText
from views.shell.wizard_view import WizardSpec, step
from views.steps.contact import contact_step
from views.steps.text import AcceptanceText

_TOTAL = 3


@ft.component
def _out() -> ft.Control:
    """Return the way out, which says what is kept before signing out."""
    ask = _use_quitting()
    return column(align_start(link(MigrationText.QUIT, ask)), soft(MigrationText.QUIT_KEPT), spacing=0)


MIGRATION_WIZARD: Final[WizardSpec[MigrationWizard]] = WizardSpec(
    wizard=lambda program: program.session.migration,
    path=routes.migration_step,
    headings={
        "terms": AcceptanceText.HEADING,
        "password": MigrationText.PASSWORD_HEADING,
        "contact": MigrationText.CONTACT_HEADING,
        "code": MigrationText.CODE_HEADING,
        "authorisations": SpouseAuthorisationText.HEADING,
        "done": MigrationDoneText.PENDING,
    },
    leads={"contact": MigrationText.CONTACT_LEAD, "password": MigrationText.PASSWORD_LEAD},
    numbers={"terms": 1, "password": 2, "contact": 3, "code": 3},
    total=_TOTAL,
    out=_out,
    signed_in=True,
)


@ft.component
def migration() -> ft.Control:
    """Return what is said before the first step, with the way to take a change up."""
    session, _ = ft.use_state(use_program().session)
    page = ft.context.page
    shown = ft.use_route_location() == ft.use_view_path()
    over = session.phase is Phase.SIGNED_IN and session.migration is None

    async def leave() -> None:
        if over and shown:
            navigate(page, session.wanted or routes.HOME)

    ft.use_effect(leave, [over, shown])
    if session.phase is Phase.ENDED:
        return ended(session)
    if session.migration is None:
        return screen(MigrationText.HEADING)
    return _door(session.migration)


@ft.component
def _door(state: MigrationWizard) -> ft.Control:
    steps = column(
        *(body(f"{index}. {name}") for index, name in enumerate(MigrationText.STEPS, start=1)),
        spacing=tokens.SPACE_4,
    )
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
            _quit(),
            spacing=tokens.SPACE_24,
        ),
        layout=Layout.FORM,
    )


def _entrance(state: MigrationWizard, found: Migration) -> ft.Control:
    page = ft.context.page

    async def enter() -> None:
        navigate(page, MIGRATION_WIZARD.path(state.step or found.step))

    if not state.begun:
        return primary(MigrationText.BEGIN, enter)
    return column(
        notice(
            Tone.INFORMATION,
            MigrationText.BEGUN,
            MigrationText.resume_at(MIGRATION_WIZARD.headings[state.step or found.step]),
        ),
        primary(MigrationText.RESUME, enter),
    )


@ft.component
def _quit() -> ft.Control:
    ask = _use_quitting()
    return secondary(MigrationText.QUIT, ask)


def _use_quitting() -> Press:
    """Ask whether to leave, and do; return what asks."""
    session = use_program().session
    asked, set_asked = ft.use_state(False)  # noqa: FBT003 - Flet's own signature
    begun = session.migration is not None and session.migration.begun

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


@ft.component
def acceptance(spec: WizardSpec[MigrationWizard], state: MigrationWizard) -> ft.Control:
    """Return the step of the terms: the text, and at its end the box."""
    terms = state.acceptance.terms
    return step(
        spec,
        "terms",
        resource_view(
            terms,
            lambda found: column(
                written(found),
                _box(spec, state, state.acceptance, state.acceptance.submit),
                spacing=tokens.SPACE_24,
            ),
            SKELETON,
        ),
        lead=AcceptanceText.LEAD,
        layout=Layout.TEXT,
    )


@ft.component
def _box(
    spec: WizardSpec[MigrationWizard], state: MigrationWizard, asked: Acceptance, submit: Command
) -> ft.Control:
    async def send() -> None:
        await asked.run()
        if submit.completed:
            spec.go_on(state)

    error = AcceptanceText.MISSING if asked.problem is not None else ""
    said = [notice(Tone.ERROR, error, live=True)] if error else fault_summary([], submit.error)
    return column(
        # What went wrong stands beside the box, at the end of a long page.
        column(*said),
        checkbox(AcceptanceText.BOX, value=asked.ticked, on_change=asked.tick, error=error),
        primary(EnrolmentText.CONTINUE, send, busy=EnrolmentText.WORKING if submit.slow else None),
    )


@ft.component
def migration_contact(spec: WizardSpec[MigrationWizard], state: MigrationWizard) -> ft.Control:
    """Return the step of the contact, which may be put off."""
    return _contact(spec, state, state.skip)


@ft.component
def _contact(spec: WizardSpec[MigrationWizard], state: MigrationWizard, skip: Command) -> ft.Control:
    async def put_off() -> None:
        await skip.run()
        if skip.completed:
            spec.go_on(state)

    aside: list[ft.Control] = [
        column(
            secondary(MigrationText.SKIP, put_off),
            soft(MigrationText.SKIP_MORE),
            spacing=tokens.SPACE_4,
        )
    ]
    return contact_step(
        spec, state, state.contact, state.contact.submit, notices=[], error=skip.error, aside=aside
    )


@ft.component
def authorisations_step(spec: WizardSpec[MigrationWizard], state: MigrationWizard) -> ft.Control:
    """Return the step of the responsable of a couple."""
    return _authorisations(spec, state, state.authorise, state.pass_authorisation)


@ft.component
def _authorisations(
    spec: WizardSpec[MigrationWizard], state: MigrationWizard, authorise: Command, pass_on: Command
) -> ft.Control:
    spouse = state.migration.spouse if state.migration is not None else None
    name = spouse.spouse_name if spouse is not None else ""
    question = SpouseAuthorisationText.question(name)

    async def choose(value: str) -> None:
        state.say(authorised=value == "yes")

    async def send() -> None:
        await state.run_authorisation()
        if authorise.completed:
            spec.go_on(state)

    async def go_by() -> None:
        await pass_on.run()
        if pass_on.completed:
            spec.go_on(state)

    said = fault_summary([], authorise.error or pass_on.error)
    if state.authorised_problem is not None:
        said = [notice(Tone.ERROR, SpouseAuthorisationText.MISSING, live=True)]
    chosen = "" if state.authorised is None else "yes" if state.authorised else "no"
    busy = SpouseAuthorisationText.WORKING if authorise.slow or pass_on.slow else None
    return step(
        spec,
        "authorisations",
        card(
            section(SpouseAuthorisationText.RESPONSABLE),
            soft(SpouseAuthorisationText.ALONE),
            body(SpouseAuthorisationText.could(name)),
            *(body(f"• {what}") for what in SpouseAuthorisationText.CAN),
        ),
        column(
            body(question, bold=True),
            choice(
                question,
                {"yes": SpouseAuthorisationText.YES, "no": SpouseAuthorisationText.NO},
                chosen,
                choose,
            ),
            spacing=tokens.SPACE_4,
        ),
        soft(SpouseAuthorisationText.LATER),
        primary(SpouseAuthorisationText.CONTINUE, send, busy=busy),
        secondary(SpouseAuthorisationText.PASS, go_by),
        notices=said,
        back=spec.back(state, "authorisations"),
    )


@ft.component
def migration_done(_: WizardSpec[MigrationWizard], state: MigrationWizard) -> ft.Control:
    """Return the end: made when it opens, then confirmed."""
    return _end(state, state.complete)


@ft.component
def _end(state: MigrationWizard, complete: Command) -> ft.Control:
    session, _ = ft.use_state(use_program().session)

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
    def enter() -> None:
        """Have done with it: the door, which there is nothing behind any more, leads to Mon Compte."""
        session.migration = None

    account = session.account
    kind = account.me.identifier_kind if account is not None else "nir"
    told = [(contact.channel, contact.masked_destination) for contact in completion.confirmed]
    spouse = state.migration.spouse if state.migration is not None else None
    choice_made = []
    if spouse is not None and spouse.authorised is not None:
        said = SpouseAuthorisationText.chosen(spouse.spouse_name, authorised=spouse.authorised)
        choice_made.append(
            card(section(SpouseAuthorisationText.HEADING), body(said), soft(SpouseAuthorisationText.LATER))
        )
    later = []
    if state.migration is not None and state.migration.contact_postponed:
        later.append(
            notice(Tone.WARNING, MigrationDoneText.POSTPONED, MigrationDoneText.POSTPONED_MORE, level=2)
        )
    return screen(
        MigrationDoneText.HEADING,
        column(
            heading(MigrationDoneText.HEADING),
            notice(Tone.SUCCESS, MigrationDoneText.LEAD, live=True),
            body(MigrationDoneText.NEXT[kind]),
            soft(MigrationDoneText.sent(told) if told else MigrationDoneText.UNSENT),
            choice_made,
            later,
            soft(ShellText.NO_LINK),
            primary(MigrationDoneText.ENTER, enter),
            spacing=tokens.SPACE_24,
        ),
        layout=Layout.FORM,
    )
