"""What is being typed stays where it is: no field is made anew for what comes and goes around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import flet as ft
import pytest

from app.accessibility_reports.paths import ACCESSIBILITY_REPORT
from app.core import routes
from app.documents.paths import DOCUMENTS, VERIFICATION
from app.enrolment.birth_date import BirthDate
from app.enrolment.names import Names
from app.enrolment.paths import ENROLMENT_RESUMPTION, enrolment_step_path
from app.migration.paths import migration_step_path
from app.password_reset.paths import PASSWORD_RESET
from app.settings.paths import CLOSING, CONTACT_DETAILS, CONTACT_UNDO, PASSWORD_CHANGE, SIGN_IN_CODE
from tests.app import migration_steps
from tests.app.enrolment_steps import bring
from tests.views.flutter import name_of
from views.accessibility_reports.text import ReportText
from views.design import tokens
from views.documents.text import DocumentsText, VerificationText
from views.password_reset.text import PasswordResetText
from views.settings.text import (
    ClosingText,
    ContactDetailsText,
    ContactUndoText,
    PasswordChangeText,
    SignInCodeText,
)
from views.shell.text import WizardText
from views.sign_in.text import SignInText
from views.steps.text import CodeText, ContactText, PasswordText, ReceivedText

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from app.core.scope import PageScope
    from app.enrolment.wizard import EnrolmentWizard
    from app.password_reset.password_reset import PasswordResetFlow
    from tests.app.conftest import Demo, Find, Network
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter
    from views.design.window import Window

    Come = Callable[["Stage"], Callable[[], Awaitable[None]]]

WIDTHS = (
    tokens.WIDE_MIN,
    tokens.NARROW_MAX - 1,
    tokens.PHONE_MAX,
    tokens.WIDE_MIN + 400,
    tokens.PHONE_MAX - 1,
)


@dataclass
class Stage:
    """What a form is come to with."""

    enrolment: EnrolmentWizard
    password_reset: PasswordResetFlow
    page: PageScope
    demo: Demo
    find: Find

    async def sign_in(self, role: str = "responsable-couple") -> None:
        account = self.find(role)
        await self.page.session.sign_in(account.identifier, account.password)

    async def at_code(self) -> None:
        await self.sign_in("code-a-la-connexion")

    async def found(self) -> None:
        """Come to the choice of where the code of a forgotten password goes."""
        account = self.find("responsable-couple")
        self.password_reset.identifier.type(account.identifier)
        await self.password_reset.run()

    async def asked_for_a_received_code(self) -> None:
        await self.found()
        self.password_reset.received.asked = True

    async def resetting(self) -> None:
        await self.found()
        await self.password_reset.choose(self.password_reset.channels[0])

    async def changing(self) -> None:
        await self.resetting()
        assert self.password_reset.code is not None
        self.password_reset.code.typed.type(await self.demo.code())
        await self.password_reset.code.run()

    async def resuming(self) -> None:
        """Be asked for the date of birth of an enrolment whose contact was never proved."""
        self.enrolment.resumption.born = BirthDate(send_nothing, observe=self.page.session.observe)

    async def naming(self) -> None:
        """Be asked for the names, where two people have the date."""
        self.enrolment.resumption.names = Names(send_nothing, observe=self.page.session.observe)

    def creating(self, step: str) -> Callable[[], Awaitable[None]]:
        async def come() -> None:
            await bring(self.enrolment, self.demo, step)

        return come

    def migrating(self, step: str) -> Callable[[], Awaitable[None]]:
        async def come() -> None:
            migration = await migration_steps.begin(self.page, self.find)
            await migration_steps.bring(migration, self.demo, step)
            # Another contact than the one that the Caf knows, which would be no field.
            migration.contact.decline(declined=True)

        return come


async def send_nothing(*_: object) -> None:
    """Answer nothing."""


def _creating(step: str) -> Come:
    return lambda stage: stage.creating(step)


def _migrating(step: str) -> Come:
    return lambda stage: stage.migrating(step)


FORMS: dict[str, tuple[Come | None, str, str]] = {
    "sign-in": (None, routes.SIGN_IN, SignInText.SUBMIT),
    "code at sign-in": (lambda stage: stage.at_code, routes.CODE, CodeText.SUBMIT),
    "password reset, identifier": (None, PASSWORD_RESET, WizardText.CONTINUE),
    "password reset, received code": (
        lambda stage: stage.asked_for_a_received_code,
        PASSWORD_RESET,
        ReceivedText.SEND,
    ),
    "password reset, code": (lambda stage: stage.resetting, PASSWORD_RESET, CodeText.SUBMIT),
    "password reset, password": (lambda stage: stage.changing, PASSWORD_RESET, PasswordResetText.SAVE),
    "undo": (None, CONTACT_UNDO, ContactUndoText.SUBMIT),
    "accessibility report": (None, ACCESSIBILITY_REPORT, ReportText.SUBMIT),
    "resumption": (None, ENROLMENT_RESUMPTION, ContactText.SEND),
    "resumption, birth": (lambda stage: stage.resuming, ENROLMENT_RESUMPTION, WizardText.CONTINUE),
    "resumption, names": (lambda stage: stage.naming, ENROLMENT_RESUMPTION, WizardText.CONTINUE),
    **{
        f"enrolment, {step}": (
            _creating(step),
            enrolment_step_path(step),
            submit,
        )
        for step, submit in {
            "civil_status": WizardText.CONTINUE,
            "identity": WizardText.CONTINUE,
            "contact": ContactText.SEND,
            "code": CodeText.SUBMIT,
            "password": PasswordText.CHOOSE,
        }.items()
    },
    **{
        f"migration, {step}": (
            _migrating(step),
            migration_step_path(step),
            submit,
        )
        for step, submit in {
            "terms": WizardText.CONTINUE,
            "password": PasswordText.CHOOSE,
            "contact": ContactText.SEND,
            "code": CodeText.SUBMIT,
        }.items()
    },
    "contact": (lambda stage: stage.sign_in, CONTACT_DETAILS, ContactDetailsText.SEND),
    "password": (lambda stage: stage.sign_in, PASSWORD_CHANGE, PasswordChangeText.SUBMIT),
    "code or not": (lambda stage: stage.sign_in, SIGN_IN_CODE, SignInCodeText.SAVE),
    "closing": (lambda stage: stage.sign_in, CLOSING, ClosingText.SUBMIT),
    "paper": (lambda stage: stage.sign_in, DOCUMENTS, DocumentsText.SUBMIT),
    "paper's code": (None, VERIFICATION, VerificationText.SUBMIT),
}


@pytest.fixture
def stage(
    enrolment: EnrolmentWizard, password_reset: PasswordResetFlow, page: PageScope, demo: Demo, find: Find
) -> Stage:
    return Stage(enrolment, password_reset, page, demo, find)


@pytest.mark.parametrize("form", FORMS)
async def test_a_field_stays_whatever_comes_and_goes(
    form: str, stage: Stage, open_at: Open, network: Network, window: Window
) -> None:
    """A fault, its end, a cut line, a late answer or a window turned replace no field, nor anything that it is in.

    Nor what sends them: a page without script presses it with what was typed, which is drawn first.
    """
    come, route, submit = FORMS[form]
    if come is not None:
        await come(stage)()
    screen = open_at(route)
    await screen.until(lambda: stands(screen, submit))
    await settled(screen)
    before = _standing(screen, submit)
    assert len(before) > 1, "a form has something to fill in"

    async def stays(what: str) -> None:
        await settled(screen)
        assert _standing(screen, submit) == before, f"made anew by {what}"

    await screen.press(submit)
    await stays("its faults")
    for field in screen.controls(ft.TextField):
        await screen.type_in(field, "1")
        await stays(f"a key in {name_of(field)}")
    network.cut = True
    await stage.page.session.greet.run()
    await stays("a line that is cut")
    await screen.press(submit)
    await stays("an answer that does not come")
    network.cut = False
    await stage.page.session.greet.run()
    await stays("a line that is back")
    for width in WIDTHS:
        window.resize(width)
        await stays(f"a window {width} wide")


def stands(screen: Flutter, submit: str) -> bool:
    try:
        return screen.button(submit) is not None
    except AssertionError:
        return False


async def settled(screen: Flutter) -> None:
    """Let what was asked for be answered and drawn."""
    drawn: list[int] = []
    await screen.until(lambda: is_quiet(screen, drawn))


def is_quiet(screen: Flutter, drawn: list[int]) -> bool:
    """Whether nothing new was drawn for some turns."""
    drawn.append(screen.drawings)
    return len(drawn) > _TURNS and len(set(drawn[-_TURNS:])) == 1


_TURNS = 6


def _standing(screen: Flutter, submit: str) -> dict[str, list[int]]:
    """The fields of the screen and what sends them, each with itself and all that it is in, by their numbers."""
    kinds = (ft.TextField, ft.Checkbox, ft.RadioGroup)
    fields = [field for kind in kinds for field in screen.controls(kind)]
    standing = {f"{type(field).__name__} {index}": _chain(field) for index, field in enumerate(fields)}
    return {**standing, submit: _chain(screen.button(submit))}


def _chain(control: ft.BaseControl) -> list[int]:
    chain = []
    above: ft.BaseControl | None = control
    while above is not None:
        chain.append(above._i)
        above = above.parent
    return chain
