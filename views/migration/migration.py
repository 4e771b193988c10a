"""Votre connexion change: the door of the change, the steps that are its own, and its end."""

from typing import Final

import flet as ft

from app.core import routes
from app.core.command import Command
from app.core.routes import Phase
from app.core.session import Session
from app.migration.draft import Migration, MigrationCompletion, NewConnection
from app.steps.acceptance import Acceptance
from views.design import tokens
from views.design.button import Press, link, primary, secondary
from views.design.card import card, stack, start
from views.design.checkbox import checkbox
from views.design.choice import choice
from views.design.dialog import Answer, use_question
from views.design.notice import Tone, notice
from views.design.text import body, heading, section, soft
from views.enrolment.text import CreationText
from views.migration.text import ConnectionDoneText, NewConnectionText
from views.public.terms import SKELETON, written
from views.settings.text import AuthorisationText
from views.shell.context import use_program
from views.shell.ended import ended
from views.shell.form_view import fault_summary
from views.shell.layout import Layout, screen
from views.shell.navigation import navigate
from views.shell.resource_view import failure, loaded
from views.shell.text import ShellText
from views.shell.wizard_view import Way, step
from views.steps.contact import contact_step
from views.steps.text import AcceptanceText

_TOTAL = 3


@ft.component
def _out() -> ft.Control:
    """Return the way out, which says what is kept before signing out."""
    ask = _use_quitting()
    return stack(start(link(NewConnectionText.QUIT, ask)), soft(NewConnectionText.QUIT_KEPT), spacing=0)


MIGRATION: Final[Way[NewConnection]] = Way(
    course=lambda program: program.session.new_connection,
    path=routes.new_connection_step,
    headings={
        "terms": AcceptanceText.HEADING,
        "password": NewConnectionText.PASSWORD_HEADING,
        "contact": NewConnectionText.CONTACT_HEADING,
        "code": NewConnectionText.CODE_HEADING,
        "authorisations": AuthorisationText.HEADING,
        "done": ConnectionDoneText.PENDING,
    },
    leads={"contact": NewConnectionText.CONTACT_LEAD, "password": NewConnectionText.PASSWORD_LEAD},
    numbers={"terms": 1, "password": 2, "contact": 3, "code": 3},
    total=_TOTAL,
    out=_out,
    signed_in=True,
)


@ft.component
def new_connection() -> ft.Control:
    """Return what is said before the first step, with the way to take a change up."""
    session, _ = ft.use_state(use_program().session)
    page = ft.context.page
    shown = ft.use_route_location() == ft.use_view_path()
    over = session.phase is Phase.SIGNED_IN and session.new_connection is None

    async def leave() -> None:
        if over and shown:
            navigate(page, session.wanted or routes.HOME)

    ft.use_effect(leave, [over, shown])
    if session.phase is Phase.ENDED:
        return ended(session)
    if session.new_connection is None:
        return screen(NewConnectionText.HEADING)
    return _door(session.new_connection)


@ft.component
def _door(state: NewConnection) -> ft.Control:
    steps = stack(
        *(body(f"{index}. {name}") for index, name in enumerate(NewConnectionText.STEPS, start=1)),
        spacing=tokens.SPACE_4,
    )
    return screen(
        NewConnectionText.HEADING,
        stack(
            stack(heading(NewConnectionText.HEADING), body(NewConnectionText.LEAD), spacing=tokens.SPACE_8),
            card(section(NewConnectionText.STEPS_TITLE), steps, soft(NewConnectionText.KEPT)),
            card(section(NewConnectionText.WHY), soft(NewConnectionText.WHY_MORE)),
            loaded(
                state.reading,
                state.reading.load,
                lambda found: _entrance(state, found),
                (tokens.CONTROL_HEIGHT,),
            ),
            _quit(),
            spacing=tokens.SPACE_24,
        ),
        layout=Layout.FORM,
    )


def _entrance(state: NewConnection, found: Migration) -> ft.Control:
    page = ft.context.page

    async def enter() -> None:
        navigate(page, MIGRATION.path(state.step or found.step))

    if not state.begun:
        return primary(NewConnectionText.BEGIN, enter)
    return stack(
        notice(
            Tone.INFORMATION,
            NewConnectionText.BEGUN,
            NewConnectionText.resume_at(MIGRATION.headings[state.step or found.step]),
        ),
        primary(NewConnectionText.RESUME, enter),
    )


@ft.component
def _quit() -> ft.Control:
    ask = _use_quitting()
    return secondary(NewConnectionText.QUIT, ask)


def _use_quitting() -> Press:
    """Ask whether to leave, and do; return what asks."""
    session = use_program().session
    asked, set_asked = ft.use_state(False)  # noqa: FBT003 - Flet's own signature
    begun = session.new_connection is not None and session.new_connection.begun

    def ask() -> None:
        set_asked(True)

    def stay() -> None:
        set_asked(False)

    use_question(
        NewConnectionText.ASK_QUIT,
        NewConnectionText.ASK_QUIT_BEGUN if begun else NewConnectionText.ASK_QUIT_NOT_BEGUN,
        yes=Answer(NewConnectionText.SIGN_OUT, session.sign_out),
        no=Answer(NewConnectionText.STAY, stay),
        asked=asked,
    )
    return ask


@ft.component
def acceptance(way: Way[NewConnection], state: NewConnection) -> ft.Control:
    """Return the step of the terms: the text, and at its end the box."""
    terms = state.acceptance.terms
    return step(
        way,
        "terms",
        loaded(
            terms,
            terms.load,
            lambda found: stack(
                written(found),
                _box(way, state, state.acceptance, state.acceptance.submit),
                spacing=tokens.SPACE_24,
            ),
            SKELETON,
        ),
        lead=AcceptanceText.LEAD,
        layout=Layout.TEXT,
    )


@ft.component
def _box(way: Way[NewConnection], state: NewConnection, asked: Acceptance, submit: Command) -> ft.Control:
    async def send() -> None:
        await asked.run()
        if submit.completed:
            way.go_on(state)

    error = AcceptanceText.MISSING if asked.problem is not None else ""
    said = [notice(Tone.ERROR, error, live=True)] if error else fault_summary([], submit.error)
    return stack(
        # What went wrong stands beside the box, at the end of a long page.
        stack(*said),
        checkbox(AcceptanceText.BOX, value=asked.ticked, on_change=asked.tick, error=error),
        primary(CreationText.CONTINUE, send, busy=CreationText.WORKING if submit.slow else None),
    )


@ft.component
def connection_contact(way: Way[NewConnection], state: NewConnection) -> ft.Control:
    """Return the step of the contact, which may be put off."""
    return _contact(way, state, state.skip)


@ft.component
def _contact(way: Way[NewConnection], state: NewConnection, skip: Command) -> ft.Control:
    async def put_off() -> None:
        await skip.run()
        if skip.completed:
            way.go_on(state)

    aside: list[ft.Control] = [
        stack(
            secondary(NewConnectionText.SKIP, put_off),
            soft(NewConnectionText.SKIP_MORE),
            spacing=tokens.SPACE_4,
        )
    ]
    return contact_step(
        way, state, state.contact, state.contact.submit, notices=[], error=skip.error, aside=aside
    )


@ft.component
def authorisations_step(way: Way[NewConnection], state: NewConnection) -> ft.Control:
    """Return the step of the responsable of a couple."""
    return _authorisations(way, state, state.authorise, state.pass_authorisation)


@ft.component
def _authorisations(
    way: Way[NewConnection], state: NewConnection, authorise: Command, pass_on: Command
) -> ft.Control:
    spouse = state.migration.spouse if state.migration is not None else None
    name = spouse.spouse_name if spouse is not None else ""
    question = AuthorisationText.question(name)

    async def choose(value: str) -> None:
        state.say(authorised=value == "yes")

    async def send() -> None:
        await state.run_authorisation()
        if authorise.completed:
            way.go_on(state)

    async def go_by() -> None:
        await pass_on.run()
        if pass_on.completed:
            way.go_on(state)

    said = fault_summary([], authorise.error or pass_on.error)
    if state.authorised_problem is not None:
        said = [notice(Tone.ERROR, AuthorisationText.MISSING, live=True)]
    chosen = "" if state.authorised is None else "yes" if state.authorised else "no"
    busy = AuthorisationText.WORKING if authorise.slow or pass_on.slow else None
    return step(
        way,
        "authorisations",
        card(
            section(AuthorisationText.RESPONSABLE),
            soft(AuthorisationText.ALONE),
            body(AuthorisationText.could(name)),
            *(body(f"• {what}") for what in AuthorisationText.CAN),
        ),
        stack(
            body(question, bold=True),
            choice(question, {"yes": AuthorisationText.YES, "no": AuthorisationText.NO}, chosen, choose),
            spacing=tokens.SPACE_4,
        ),
        soft(AuthorisationText.LATER),
        primary(AuthorisationText.CONTINUE, send, busy=busy),
        secondary(AuthorisationText.PASS, go_by),
        notices=said,
        back=way.back(state, "authorisations"),
    )


@ft.component
def connection_done(_: Way[NewConnection], state: NewConnection) -> ft.Control:
    """Return the end: made when it opens, then confirmed."""
    return _end(state, state.complete)


@ft.component
def _end(state: NewConnection, complete: Command) -> ft.Control:
    session, _ = ft.use_state(use_program().session)

    async def make() -> None:
        if session.phase is Phase.OLD_CONNECTION:
            await complete.run()

    ft.use_effect(make, [])
    if state.completion is None or session.phase is not Phase.SIGNED_IN:
        working = soft(ConnectionDoneText.PENDING_MORE)
        return screen(
            ConnectionDoneText.PENDING,
            stack(
                heading(ConnectionDoneText.PENDING),
                working if complete.error is None else failure(complete.error, complete.run),
                spacing=tokens.SPACE_24,
            ),
            layout=Layout.FORM,
        )
    return _done(session, state, state.completion)


def _done(session: Session, state: NewConnection, completion: MigrationCompletion) -> ft.Control:
    def enter() -> None:
        """Have done with it: the door, which there is nothing behind any more, leads to Mon Compte."""
        session.new_connection = None

    account = session.account
    kind = account.me.identifier_kind if account is not None else "nir"
    told = [(contact.channel, contact.masked_destination) for contact in completion.confirmed]
    spouse = state.migration.spouse if state.migration is not None else None
    choice_made = []
    if spouse is not None and spouse.authorised is not None:
        said = AuthorisationText.chosen(spouse.spouse_name, authorised=spouse.authorised)
        choice_made.append(
            card(section(AuthorisationText.HEADING), body(said), soft(AuthorisationText.LATER))
        )
    later = []
    if state.migration is not None and state.migration.contact_postponed:
        later.append(
            notice(Tone.WARNING, ConnectionDoneText.POSTPONED, ConnectionDoneText.POSTPONED_MORE, level=2)
        )
    return screen(
        ConnectionDoneText.HEADING,
        stack(
            heading(ConnectionDoneText.HEADING),
            notice(Tone.SUCCESS, ConnectionDoneText.LEAD, live=True),
            body(ConnectionDoneText.NEXT[kind]),
            soft(ConnectionDoneText.sent(told) if told else ConnectionDoneText.UNSENT),
            choice_made,
            later,
            soft(ShellText.NO_LINK),
            primary(ConnectionDoneText.ENTER, enter),
            spacing=tokens.SPACE_24,
        ),
        layout=Layout.FORM,
    )
