"""Signaler un défaut d'accessibilité, from the déclaration and from Aide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flet as ft
import pytest

from app.accessibility_reports.paths import ACCESSIBILITY_REPORT
from app.help.paths import HELP
from app.public.paths import ACCESSIBILITY
from semantics import Field, marked
from tests.views.screen_steps import check, enter
from views.accessibility_reports.text import ReportText
from views.shell.error_text import ErrorText
from views.shell.text import FieldText, ShellText

if TYPE_CHECKING:
    from app.core.session import Session
    from tests.app.conftest import Demo, Find, Network
    from tests.views.conftest import Open

WRITTEN = "Le bouton « Valider »\nn'est pas lu."


@pytest.mark.parametrize("start", [ACCESSIBILITY, HELP])
async def test_it_is_led_to(open_at: Open, start: str) -> None:
    """The déclaration offers it, as the law asks; Aide does too."""
    screen = open_at(start)
    await screen.press(ReportText.HEADING)
    await screen.until(lambda: screen.route == ACCESSIBILITY_REPORT)
    await screen.until(lambda: screen.page.title == ShellText.title(ReportText.HEADING))
    check(screen, ReportText.HEADING)


async def test_what_is_wrong_stands_at_its_field(open_at: Open) -> None:
    """Each fault at its field and in the summary; what was typed stays."""
    screen = open_at(ACCESSIBILITY_REPORT)
    await screen.type(ReportText.MAIL, "lea")
    await screen.press(ReportText.SUBMIT)
    await screen.until(lambda: screen.says(FieldText.summary(2)))
    assert screen.field(ReportText.TEXT).error == "Dites ce qui ne marche pas."
    assert "nom@exemple.fr" in str(screen.field(ReportText.MAIL).error)
    assert screen.field(ReportText.MAIL).value == "lea"
    await screen.type(ReportText.TEXT, "trop peu")
    await screen.type(ReportText.MAIL, "")
    await screen.press(ReportText.SUBMIT)
    await screen.until(lambda: screen.says(FieldText.summary(1)))
    assert "10 caractères" in str(screen.field(ReportText.TEXT).error)


@pytest.mark.parametrize("answered", [True, False])
async def test_what_happens_next_is_said(open_at: Open, demo: Demo, *, answered: bool) -> None:
    """The reference, and an answer promised only where there is a way to give it; another can follow."""
    screen = open_at(ACCESSIBILITY_REPORT)
    await screen.type(ReportText.TEXT, WRITTEN)
    if answered:
        await screen.type(ReportText.PHONE, "01 23 45 67 89")
    await screen.press(ReportText.SUBMIT)
    await screen.until(lambda: screen.says(ReportText.DONE))
    assert screen.says("dans un délai d'un mois") is answered
    assert screen.says("ne peut pas vous répondre") is not answered
    (told,) = await demo.messages()
    assert "> Le bouton « Valider »\n> n'est pas lu." in told
    await screen.press(ReportText.ANOTHER)
    await screen.until(lambda: screen.says(ReportText.SUBMIT))
    assert screen.field(ReportText.TEXT).value == ""


async def test_without_a_network_it_can_be_sent_again(open_at: Open, network: Network) -> None:
    """Why it did not go is said above the form, and nothing of it is lost."""
    screen = open_at(ACCESSIBILITY_REPORT)
    await screen.type(ReportText.TEXT, WRITTEN)
    network.cut = True
    await screen.press(ReportText.SUBMIT)
    await screen.until(lambda: screen.says(ErrorText.UNSENT))
    assert screen.field(ReportText.TEXT).value == WRITTEN
    network.cut = False
    await screen.press(ReportText.SUBMIT)
    await screen.until(lambda: screen.says(ReportText.DONE))


async def test_who_is_signed_in_sees_their_contact(open_at: Open, session: Session, find: Find) -> None:
    """It is filled in where they can change it or take it away."""
    screen = await enter(open_at, session, find, "responsable-couple")
    screen.go(ACCESSIBILITY_REPORT)
    await screen.until(lambda: screen.heading == ReportText.HEADING)
    assert session.account is not None
    mail = session.account.me.contact.mail
    await screen.until(lambda: screen.field(ReportText.MAIL).value == mail)


async def test_what_may_be_left_out_says_so(open_at: Open) -> None:
    """A browser is told what must be filled in, and what it may fill in by itself."""
    screen = open_at(ACCESSIBILITY_REPORT)
    await screen.until(lambda: screen.says(ReportText.SUBMIT))
    marks = [mark for each in screen.controls(ft.Container) if (mark := marked(each, Field))]
    assert [(mark.required, mark.purpose) for mark in marks] == [
        (True, ""),
        (False, ""),
        (False, ""),
        (False, "email"),
        (False, "tel"),
    ]
