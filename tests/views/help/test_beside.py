"""Help beside a step of the creation: the step is not left, and nothing that was typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flet as ft
import pytest

from app.enrolment.paths import enrolment_step_path
from app.help.library import library
from tests.views.enrolment_steps import HEADINGS, at_step
from tests.views.help.test_help import asked
from tests.views.screen_steps import check
from views.help.text import AssistantText
from views.shell.text import WizardText

if TYPE_CHECKING:
    from app.enrolment.wizard import EnrolmentWizard
    from tests.app.conftest import Demo
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter


def typed(screen: Flutter) -> list[str]:
    """What the fields of a screen hold."""
    return [str(field.value) for field in screen.controls(ft.TextField)]


@pytest.mark.parametrize("step", HEADINGS)
async def test_every_step_keeps_what_was_typed(
    open_at: Open, enrolment: EnrolmentWizard, demo: Demo, step: str
) -> None:
    """A question, its answer, the whole article, and back: the same step with every key, a password's too."""
    screen = await at_step(open_at, enrolment, demo, step)
    for number, field in enumerate(screen.controls(ft.TextField)):
        await screen.type_in(field, "123" if step == "code" else f"Abc{number}")
    before = typed(screen)
    await screen.press(WizardText.QUESTION)
    await screen.until(lambda: screen.heading == AssistantText.HEADING)
    check(screen, AssistantText.HEADING)
    await asked(screen, "je n'ai pas reçu le code")
    await screen.until(lambda: screen.says(AssistantText.READ))
    assert screen.route.startswith(enrolment_step_path(step))
    assert "recu" not in screen.route
    title = next(each.usual.title for each in library().articles if each.article_id == "code-non-recu")
    await screen.press(AssistantText.read(title))
    await screen.until(lambda: screen.heading == title)
    await screen.press(WizardText.BACK_TO_STEP)
    await screen.until(lambda: screen.heading == HEADINGS[step])
    assert typed(screen) == before
    question = screen.button(WizardText.QUESTION)
    await screen.until(lambda: screen.focused[-1:] == [question._i])
