"""Créer Mon Compte: the door of the wizard, its code, and its end."""

import flet as ft

from app.core import routes
from app.core.command import Command
from app.core.session import Session
from app.enrolment.wizard import Completion, EnrolmentWizard
from app.franceconnect.identification import FranceConnect
from app.rules.identifiers import grouped
from app.sign_in.sign_in import SignIn
from views.benefits.text import BenefitsText
from views.design import tokens
from views.design.button import primary, secondary
from views.design.card import align_start, card, column
from views.design.notice import Tone, notice
from views.design.text import amount, body, heading, section, soft
from views.enrolment.text import EnrolmentDoneText, EnrolmentText
from views.shell.benefit_names import benefit as benefit_name
from views.shell.context import use_program
from views.shell.form_view import fault_summary
from views.shell.layout import Layout, go, screen
from views.shell.navigation import navigate
from views.shell.reach_text import ReachText
from views.shell.text import ShellText, WizardText
from views.steps.franceconnect_button import offer


@ft.component
def enrolment() -> ft.Control:
    """Return what is said before the first step, with the way to take an enrolment up."""
    program = use_program()
    state, _ = ft.use_state(program.enrolment)
    return _door(state, state.begin, state.resume, program.franceconnect)


@ft.component
def _door(
    state: EnrolmentWizard, begin: Command, resume: Command, franceconnect: FranceConnect
) -> ft.Control:
    ft.use_effect(state.recall, [])
    page = ft.context.page

    async def start_anew() -> None:
        await begin.run()
        _enter()

    async def take_up() -> None:
        await resume.run()
        _enter()

    def _enter() -> None:
        if state.completion is not None:
            navigate(page, routes.ENROLMENT_DONE)
        elif state.step is not None:
            navigate(page, routes.enrolment_step(state.step))

    steps = column(
        *(body(f"{index}. {name}") for index, name in enumerate(EnrolmentText.STEPS, start=1)),
        spacing=tokens.SPACE_4,
    )
    kept = [body(EnrolmentText.for_benefit(benefit_name(state.benefit)), bold=True)] if state.benefit else []
    again = [
        notice(
            Tone.INFORMATION,
            EnrolmentText.RESUME,
            EnrolmentText.RESUME_HERE,
            align_start(secondary(EnrolmentText.RESUME, take_up)),
            level=2,
        )
    ]
    said = fault_summary([], begin.error or resume.error)
    if state.lost:
        said = [notice(Tone.WARNING, EnrolmentText.LOST, EnrolmentText.LOST_MORE, live=True, level=2)]
    return screen(
        EnrolmentText.HEADING,
        column(
            column(heading(EnrolmentText.HEADING), soft(EnrolmentText.LEAD), *kept, spacing=tokens.SPACE_8),
            *said,
            *(again if state.started_here else []),
            offer(franceconnect, leads=True),
            primary(EnrolmentText.BEGIN, start_anew, busy=WizardText.WORKING if begin.slow else None),
            secondary(EnrolmentText.ELSEWHERE, go(routes.ENROLMENT_RESUMPTION)),
            card(section(EnrolmentText.STEPS_TITLE), steps, soft(EnrolmentText.KEPT)),
            card(section(EnrolmentText.NO_NUMBER), soft(EnrolmentText.NO_NUMBER_MORE)),
            spacing=tokens.SPACE_24,
        ),
        layout=Layout.FORM,
    )


@ft.component
def enrolment_done() -> ft.Control:
    """Return the end of the creation: what to sign in with, and the way there."""
    program = use_program()
    state, _ = ft.use_state(program.enrolment)
    if state.completion is None:
        return enrolment()
    return _done(state, state.completion, program.session, program.login)


def _done(state: EnrolmentWizard, completion: Completion, session: Session, login: SignIn) -> ft.Control:
    page = ft.context.page

    async def sign_in() -> None:
        if completion.benefit is not None:
            session.wanted = routes.benefit(completion.benefit)
        if state.signs_in_with is not None:
            login.propose(state.signs_in_with.get_secret_value())
            state.signs_in_with = None
        navigate(page, routes.SIGN_IN)
        state.completion = None  # whoever sits here next does not find the identifier

    provisional = completion.provisional.get_secret_value() if completion.provisional else None
    shown: list[ft.Control] = [
        body(EnrolmentDoneText.LEAD_PROVISIONAL if provisional else EnrolmentDoneText.LEAD_NIR)
    ]
    if provisional is not None:
        shown.append(_provisional(provisional))
    unproved = (
        [notice(Tone.INFORMATION, ReachText.CREATED, ReachText.CREATED_MORE)]
        if completion.reach == "limited"
        else []
    )
    kept = (
        [
            body(f"{BenefitsText.KEPT} : {benefit_name(completion.benefit)}"),
            soft(BenefitsText.TODAY_MORE),
        ]
        if completion.benefit
        else []
    )
    return screen(
        EnrolmentDoneText.HEADING,
        column(
            heading(EnrolmentDoneText.HEADING),
            *shown,
            *unproved,
            soft(EnrolmentDoneText.sent(completion.channel, completion.masked_destination)),
            soft(EnrolmentDoneText.EXISTING),
            soft(ShellText.NO_LINK),
            *kept,
            primary(EnrolmentDoneText.SIGN_IN, sign_in),
            spacing=tokens.SPACE_24,
        ),
        layout=Layout.FORM,
    )


@ft.component
def _provisional(identifier: str) -> ft.Control:
    copied, set_copied = ft.use_state(False)  # noqa: FBT003 - Flet's own signature
    clipboard: ft.Clipboard = ft.use_memo(ft.Clipboard, [])

    async def copy() -> None:
        await clipboard.set(identifier)
        set_copied(True)

    said = [notice(Tone.SUCCESS, EnrolmentDoneText.COPIED, live=True)] if copied else []
    return card(
        section(EnrolmentDoneText.PROVISIONAL),
        amount(grouped(identifier)),
        align_start(secondary(EnrolmentDoneText.COPY, copy)),
        *said,
    )
