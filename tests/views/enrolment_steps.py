"""How tests go through the screens of those who have no account yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flet as ft
import pytest

from app.enrolment.paths import enrolment_step_path
from tests.app.enrolment_steps import NEWCOMER, PASSWORD, bring
from views.design import tokens
from views.enrolment.text import CivilStatusText, SummaryText
from views.shell.text import ShellText
from views.steps.text import CodeText, ContactText, DateText, IdentifierText, IdentityText, PasswordText

if TYPE_CHECKING:
    from app.enrolment.wizard import EnrolmentWizard
    from tests.app.conftest import Demo
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter

HEADINGS = {
    "civil_status": CivilStatusText.HEADING,
    "identity": IdentityText.HEADING,
    "contact": ContactText.HEADING,
    "code": CodeText.HEADING,
    "password": PasswordText.HEADING,
    "summary": SummaryText.HEADING,
}

in_both_layouts = pytest.mark.parametrize(
    "window", [tokens.PHONE_MAX - 1, tokens.WIDE_MIN], ids=["phone", "wide"], indirect=True
)


async def arrive(screen: Flutter, heading: str) -> None:
    await screen.until(lambda: screen.headings(1) == [heading])
    await screen.until(lambda: screen.page.title == ShellText.title(heading))


async def at_step(
    open_at: Open, enrolment: EnrolmentWizard, demo: Demo, step: str, case: str = "avec-nir"
) -> Flutter:
    await bring(enrolment, demo, step, case)
    screen = open_at(enrolment_step_path(step))
    await arrive(screen, HEADINGS[step])
    return screen


async def choose(screen: Flutter, value: str) -> None:
    [group] = screen.controls(ft.RadioGroup)
    await screen.choose(group, value)


async def type_civil_status(screen: Flutter, case: str) -> None:
    person = NEWCOMER[case]
    year, month, day = person.birth_date.split("-")
    if person.nir is None:
        await screen.press(CivilStatusText.NO_NIR)
    else:
        await screen.type(IdentifierText.NIR, person.nir)
    await choose(screen, person.civility)
    await screen.type(CivilStatusText.BIRTH_NAME, person.birth_name)
    await screen.type(CivilStatusText.FIRST_NAMES, " ".join(person.first_names))
    await screen.type(DateText.DAY, day)
    await screen.type(DateText.MONTH, month)
    await screen.type(DateText.YEAR, year)


async def choose_place(screen: Flutter, typed: str, listed: str) -> None:
    await screen.type(CivilStatusText.BIRTH_PLACE, typed)
    await screen.until(lambda: screen.says(listed))
    await screen.press(listed)
    # Said with what tells it apart: the field holds its name alone.
    await screen.until(lambda: screen.says(CivilStatusText.chosen(listed)) and not screen.says("trouvé"))


async def type_code(screen: Flutter, demo: Demo, *, sms: bool = False) -> None:
    await arrive(screen, CodeText.HEADING)
    await screen.type(CodeText.label(sms=sms), await demo.code())
    await screen.press(CodeText.SUBMIT)


async def choose_password(screen: Flutter, button: str, value: str = PASSWORD) -> None:
    await screen.type(PasswordText.NEW, value)
    await screen.type(PasswordText.AGAIN, value)
    await screen.press(button)
