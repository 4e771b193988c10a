"""From the list to the receipt: a form filled in, left, gone on with, sent."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import flet as ft

from app.requests.paths import REQUESTS, fill_path, start_path
from tests.support.files import pdf
from tests.support.questionnaires import form
from tests.views.screen_steps import check, enter
from views.requests.text import RequestsText, RequestText, StartText
from views.shell.text import FieldText, ShellText, WizardText
from views.steps.document_text import DocumentSendingText
from views.steps.questionnaire.text import QuestionnaireText

if TYPE_CHECKING:
    from app.core.session import Session
    from tests.app.conftest import Demo, Find, Network
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter

LEFT_ON = "Date du départ"


async def begin(screen: Flutter, questionnaire: str, first_page: str) -> None:
    """Begin a form from what is said before it."""
    screen.go(start_path(questionnaire))
    await screen.until(lambda: screen.says(StartText.BEGIN))
    await screen.press(StartText.BEGIN)
    await screen.until(lambda: screen.heading == first_page)


async def test_a_slow_beginning_leads_to_the_form(
    open_at: Open, session: Session, find: Find, network: Network
) -> None:
    """The button says meanwhile that it is worked on, for which it is drawn anew: it leads there all the same."""
    screen = await enter(open_at, session, find, "responsable-couple")
    screen.go(start_path("income"))
    await screen.until(lambda: screen.says(StartText.BEGIN))
    network.hold()
    press = asyncio.create_task(screen.press(StartText.BEGIN))
    await screen.until(lambda: screen.says(ShellText.WORKING))
    network.release()
    await press
    await screen.until(lambda: screen.heading == "Ce qui change")


async def choose(screen: Flutter, group: int, value: str) -> None:
    """Choose one of the options of a group of radio buttons, by its place on the screen."""
    await screen.choose(screen.controls(ft.RadioGroup)[group], value)


async def test_a_change_is_declared_to_its_end(open_at: Open, session: Session, find: Find) -> None:
    """What is wrong is said beside each question; the recap shows all, and what was sent is followed."""
    screen = await enter(open_at, session, find, "responsable-couple")
    await begin(screen, "income", "Ce qui change")
    check(screen, "Ce qui change")
    await screen.press(WizardText.CONTINUE)
    await screen.until(lambda: screen.says(FieldText.summary(5)))
    who = screen.controls(ft.RadioGroup)[0]
    first = next(each for each in screen.controls(ft.Radio) if each.value)
    await screen.choose(who, str(first.value))
    await choose(screen, 1, "wages")
    await screen.type("À partir du mois de", "10/2026")
    await screen.type("Montant par mois avant", "1 240")
    await screen.type("Montant par mois maintenant", "1 450,50")
    await screen.press(WizardText.CONTINUE)
    await screen.until(lambda: screen.heading == QuestionnaireText.RECAP)
    check(screen, QuestionnaireText.RECAP)
    assert screen.says("1\u202f450,50")
    await screen.press(QuestionnaireText.SEND)
    await screen.until(lambda: screen.says(FieldText.summary(1)))
    await screen.tick(value=True)
    await screen.press(QuestionnaireText.SEND)
    await screen.until(lambda: screen.heading == "Changement de revenus" and screen.says("Reçue"))
    assert screen.says(RequestText.RECEIPT)


async def test_what_is_left_is_gone_on_with(open_at: Open, session: Session, find: Find) -> None:
    """Who finishes later finds the draft in the list, with what was typed."""
    screen = await enter(open_at, session, find, "responsable-seul")
    await begin(screen, "bank_details", "Votre nouveau compte")
    await screen.type("IBAN", "FR76 3000 6000")
    await screen.press(QuestionnaireText.LATER)
    await screen.until(lambda: screen.heading == RequestsText.HEADING and screen.says("compte bancaire"))
    await screen.press(RequestsText.called(RequestsText.GO_ON, "Changement de compte bancaire"))
    await screen.until(lambda: screen.heading == "Votre nouveau compte")
    assert screen.field("IBAN").value == "FR76 3000 6000"


async def test_a_document_that_is_missing_is_said_beside_its_field(
    open_at: Open, session: Session, find: Find, demo: Demo
) -> None:
    """What must be sent and is not is told in the summary and at the question, until it has arrived."""
    lease = {"name": "lease", "kind": "document", "label": "Votre bail"}
    await demo.publish(form([lease], {"lease": {"maxItems": 3}}, "lease"))
    screen = await enter(open_at, session, find, "responsable-seul")
    await begin(screen, "form", "Première page")
    await screen.press(WizardText.CONTINUE)
    await screen.until(lambda: screen.says(FieldText.summary(1)))
    assert screen.words.count("Envoyez ce document.") == 1
    check(screen, "Première page")
    screen.picked = ("bail.pdf", pdf())
    await screen.press(DocumentSendingText.CHOOSE)
    await screen.until(lambda: screen.says("bail.pdf"))
    await screen.press(DocumentSendingText.SEND_IT)
    await screen.until(
        lambda: screen.says(DocumentSendingText.GIVEN) or screen.says(DocumentSendingText.ANOTHER)
    )
    assert not screen.says("Envoyez ce document.")


async def test_a_draft_of_somebody_else_is_not_there(open_at: Open, session: Session, find: Find) -> None:
    """An address of no draft of one's own says so, and shows nothing."""
    screen = await enter(open_at, session, find, "responsable-seul")
    screen.go(fill_path("5b1f6a52-0000-4000-8000-000000000000"))
    await screen.until(lambda: screen.heading == RequestsText.HEADING and not screen.says("Chargement"))
    assert screen.controls(ft.TextField) == []
    screen.go(REQUESTS)
    await screen.until(lambda: screen.says(RequestsText.WAYS))
