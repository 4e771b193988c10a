"""Créer Mon Compte: which steps it has, and what stands around them."""

from typing import Final

import flet as ft

from app.core import routes
from app.core.scope import PageScope
from app.enrolment.paths import enrolment_step_path
from app.enrolment.wizard import Enrolment, EnrolmentWizard
from app.sign_in.sign_in import SignIn
from app.steps.franceconnect import FRANCECONNECT_OFFER
from views.design.button import link
from views.design.card import align_start, column
from views.design.notice import Tone, notice
from views.design.text import soft
from views.enrolment.civil_status import civil_status
from views.enrolment.enrolment import enrolment_done, taken_up
from views.enrolment.identity import identity
from views.enrolment.summary import summary
from views.enrolment.text import CivilStatusText, EnrolmentText, SummaryText
from views.shell.layout import go
from views.shell.reach_text import ReachText
from views.shell.wizard_view import StepSpec, WizardSpec
from views.steps.code import code_step
from views.steps.contact import contact_step
from views.steps.new_password import password_step
from views.steps.text import CodeText, ContactText, IdentityText, PasswordText


def _way_out(_: PageScope) -> ft.Control:
    """Return the way out, on which nothing is lost."""
    return column(
        align_start(link(EnrolmentText.QUIT, go(routes.WELCOME))), soft(EnrolmentText.QUIT_KEPT), spacing=0
    )


def _unproved(draft: Enrolment | None) -> list[ft.Control]:
    """Say that nothing was proved yet, where that is how the step before was passed, and how a contact proves it."""
    shown = draft.identity if draft is not None else None
    if shown is None or shown.verdict == "verified":
        return []
    if shown.verdict == "scan_asked":
        return [notice(Tone.INFORMATION, ReachText.CREATED, ReachText.KNOWN_CONTACT, live=True)]
    return [notice(Tone.INFORMATION, IdentityText.TO_CHECK, IdentityText.TO_CHECK_MORE, live=True)]


def done_screen(page: PageScope) -> ft.Control:
    """Return the end of the enrolment, or its door where none was made here."""
    return enrolment_done(
        page.state(EnrolmentWizard.of),
        page.shared(FRANCECONNECT_OFFER),
        page.session.want,
        page.state(SignIn.of).propose,
    )


def _taken_up(page: PageScope) -> ft.Control:
    """Return the step of before a stop of the program, or the door."""
    return taken_up(page.state(EnrolmentWizard.of), lambda: done_screen(page))


ENROLMENT_WIZARD: Final[WizardSpec[EnrolmentWizard]] = WizardSpec(
    wizard=lambda page: page.state(EnrolmentWizard.of),
    path=enrolment_step_path,
    steps={
        "civil_status": StepSpec(
            CivilStatusText.HEADING,
            lambda place, wizard: civil_status(place, wizard.civil_status, wizard.draft),
            EnrolmentText.REQUIRED,
        ),
        "identity": StepSpec(
            IdentityText.HEADING,
            lambda place, wizard: identity(place, wizard.identity, wizard.pass_identity),
            IdentityText.LEAD,
        ),
        "contact": StepSpec(
            ContactText.HEADING,
            lambda place, wizard: contact_step(place, wizard.contact, notices=_unproved(wizard.draft)),
            ContactText.LEAD,
        ),
        "code": StepSpec(CodeText.HEADING, lambda place, wizard: code_step(place, wizard.code)),
        "password": StepSpec(
            PasswordText.HEADING,
            lambda place, wizard: password_step(place, wizard.password),
            PasswordText.LEAD,
        ),
        "summary": StepSpec(SummaryText.HEADING, summary, SummaryText.LEAD),
    },
    numbers=lambda wizard: {name: number for number, name in enumerate(wizard.steps, start=1)},
    way_out=_way_out,
    otherwise=_taken_up,
)
