"""Créer Mon Compte: the door of the wizard, and its end."""

from collections.abc import Callable

import flet as ft

from app.benefits.paths import benefit_path
from app.core import routes
from app.enrolment.paths import ENROLMENT_DONE, ENROLMENT_RESUMPTION, enrolment_step_path
from app.enrolment.wizard import Completion, EnrolmentWizard
from app.requests.paths import REQUESTS
from app.rules.identifiers import grouped
from app.steps.franceconnect import FranceConnectOffer
from views.design import tokens
from views.design.button import copies, primary, secondary
from views.design.card import align_start, card, column
from views.design.items import bullets
from views.design.notice import Tone, notice
from views.design.text import amount, body, heading, section, soft
from views.enrolment.text import EnrolmentDoneText, EnrolmentText
from views.shell.benefit_names import benefit as benefit_name
from views.shell.form_view import failure_notice
from views.shell.formats import spoken
from views.shell.layout import Layout, go, screen
from views.shell.navigation import navigate
from views.shell.reach_text import ReachText
from views.shell.text import ShellText, WizardText
from views.steps.franceconnect_button import offer
from views.steps.text import RequestText


@ft.component
def enrolment(state: EnrolmentWizard, franceconnect: FranceConnectOffer) -> ft.Control:
    """Return what is said before the first step, with the way to resume an enrolment."""
    ft.use_effect(state.recall, [])
    page = ft.context.page

    async def start_anew() -> None:
        await state.begin.run()
        _enter()

    async def take_up() -> None:
        await state.resume.run()
        _enter()

    def _enter() -> None:
        if state.completion is not None:
            navigate(page, ENROLMENT_DONE)
        elif state.step is not None:
            navigate(page, enrolment_step_path(state.step))

    steps = bullets(EnrolmentText.STEPS, ordered=True, spacing=tokens.SPACE_4)
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
    notices = failure_notice(state.begin.error or state.resume.error)
    if state.lost:
        notices = [notice(Tone.WARNING, EnrolmentText.LOST, EnrolmentText.LOST_MORE, live=True, level=2)]
    return screen(
        EnrolmentText.HEADING,
        column(
            column(heading(EnrolmentText.HEADING), soft(EnrolmentText.LEAD), *kept, spacing=tokens.SPACE_8),
            *notices,
            *(again if state.started_here else []),
            offer(franceconnect, leads=True),
            primary(EnrolmentText.BEGIN, start_anew, busy=WizardText.WORKING if state.begin.slow else None),
            secondary(EnrolmentText.ELSEWHERE, go(ENROLMENT_RESUMPTION)),
            card(section(EnrolmentText.STEPS_TITLE), steps, soft(EnrolmentText.KEPT)),
            card(section(EnrolmentText.NO_NUMBER), soft(EnrolmentText.NO_NUMBER_MORE)),
            spacing=tokens.SPACE_24,
        ),
        layout=Layout.FORM,
    )


@ft.component
def taken_up(state: EnrolmentWizard, otherwise: Callable[[], ft.Control]) -> ft.Control:
    """Take up what was begun on this device, for whoever stands at a step whose program was stopped meanwhile.

    Returns an empty screen until that is known.

    Args:
        state: the enrolment.
        otherwise: draws what is there where nothing can be taken up.
    """
    is_over, set_over = ft.use_state(False)  # noqa: FBT003 - Flet's own signature

    async def look() -> None:
        await state.recall()
        if state.started_here:
            await state.resume.run()
        if state.step is None:
            set_over(True)

    ft.use_effect(look, [])
    return otherwise() if is_over else screen(EnrolmentText.HEADING)


@ft.component
def enrolment_done(
    state: EnrolmentWizard,
    franceconnect: FranceConnectOffer,
    want: Callable[[str], None],
    propose: Callable[[str], None],
) -> ft.Control:
    """Return the end of the enrolment: what to sign in with, and the way there.

    Args:
        state: the enrolment.
        franceconnect: offered where another enrolment can begin.
        want: has the sign-in lead to a path.
        propose: has its form hold an identifier.
    """
    if state.completion is None:
        return enrolment(state, franceconnect)
    return _done(state, state.completion, want, propose)


def _done(
    state: EnrolmentWizard,
    completion: Completion,
    want: Callable[[str], None],
    propose: Callable[[str], None],
) -> ft.Control:
    page = ft.context.page

    async def sign_in() -> None:
        if completion.benefit is not None:
            want(REQUESTS if completion.asked_here else benefit_path(completion.benefit))
        if state.signs_in_with is not None:
            propose(state.signs_in_with.get_secret_value())
        navigate(page, routes.SIGN_IN)
        state.leave()

    sent = EnrolmentDoneText.sent(completion.channel, completion.masked_destination)
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
            body(f"{RequestText.KEPT} : {benefit_name(completion.benefit)}"),
            soft(EnrolmentDoneText.ASKED_HERE if completion.asked_here else RequestText.TODAY_MORE),
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
            soft(sent, spoken=spoken(sent)),
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

    done = [notice(Tone.SUCCESS, EnrolmentDoneText.COPIED, live=True)] if copied else []
    return card(
        section(EnrolmentDoneText.PROVISIONAL),
        amount(grouped(identifier)),
        align_start(copies(secondary(EnrolmentDoneText.COPY, copy), identifier)),
        *done,
    )
