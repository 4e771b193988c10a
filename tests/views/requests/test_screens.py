"""Mes démarches, Déclarer un changement, and one request, as a person meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.requests.paths import CHANGES, REQUESTS, start_path
from tests.support.files import pdf
from tests.views.screen_steps import check, enter, in_both_layouts
from views.requests.text import AppealText, ChangesText, RequestsText, RequestText, StartText
from views.shell.error_text import DoorText
from views.shell.text import FieldText
from views.steps.document_text import DocumentSendingText

if TYPE_CHECKING:
    from app.core.session import Session
    from tests.app.conftest import Find
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter


async def at(  # noqa: PLR0917 - the fixtures, and where
    open_at: Open, session: Session, find: Find, path: str, heading: str, role: str
) -> Flutter:
    screen = await enter(open_at, session, find, role)
    screen.go(path)
    await screen.until(lambda: screen.heading == heading)
    return screen


async def follow(screen: Flutter, title: str) -> None:
    """Open a request of the list."""
    await screen.until(lambda: screen.says(title))
    await screen.press(RequestsText.called(RequestsText.FOLLOW, title))
    await screen.until(lambda: screen.heading == title and screen.says(RequestText.TIMELINE))


@in_both_layouts
async def test_the_list_says_whose_turn_it_is(open_at: Open, session: Session, find: Find) -> None:
    """What waits for the person comes first, then what is under way, then what is over."""
    screen = await at(open_at, session, find, REQUESTS, RequestsText.HEADING, "responsable-couple")
    await screen.until(lambda: screen.says("Aide au logement"))
    check(screen, RequestsText.HEADING)
    assert screen.headings(2)[:2] == [RequestsText.TO_DO, RequestsText.OVER]
    assert screen.says(RequestsText.STATES["waiting"])
    assert screen.says(RequestsText.STATES["accepted"])


@in_both_layouts
async def test_a_request_tells_what_is_missing_and_what_comes(
    open_at: Open, session: Session, find: Find
) -> None:
    """Its timeline says what happened, which document is missing until when, and when the decision comes."""
    screen = await at(open_at, session, find, REQUESTS, RequestsText.HEADING, "responsable-couple")
    await follow(screen, "Aide au logement")
    check(screen, "Aide au logement")
    words = screen.words
    told = [words.index(each) for each in ("Reçue", "Étudiée", "Il manque l’attestation de loyer")]
    assert told == sorted(told)
    assert screen.says(RequestText.expected("waiting", None))


async def test_a_request_is_withdrawn_after_a_question(open_at: Open, session: Session, find: Find) -> None:
    """Nothing is withdrawn by one press; the answer that changes nothing comes first."""
    screen = await at(open_at, session, find, REQUESTS, RequestsText.HEADING, "responsable-couple")
    await follow(screen, "Aide au logement")
    await screen.press(RequestText.WITHDRAW)
    await screen.until(lambda: screen.says(RequestText.WITHDRAW_ASKED))
    await screen.press(RequestText.KEEP)
    await screen.until(lambda: not screen.says(RequestText.WITHDRAW_ASKED))
    assert not screen.says(RequestsText.STATES["withdrawn"])
    await screen.press(RequestText.WITHDRAW)
    await screen.until(lambda: screen.says(RequestText.WITHDRAW_YES))
    await screen.press(RequestText.WITHDRAW_YES)
    await screen.until(lambda: screen.says(RequestText.WITHDRAWN))
    assert screen.says(RequestsText.STATES["withdrawn"])


async def test_a_refusal_is_contested(open_at: Open, session: Session, find: Find) -> None:
    """From the refusal with its reason to the appeal that is on its way; nothing is sent without words."""
    screen = await at(open_at, session, find, REQUESTS, RequestsText.HEADING, "responsable-seul")
    await follow(screen, "Garde d’enfant (CMG)")
    assert screen.says("Urssaf")
    await screen.press(RequestText.APPEAL)
    await screen.until(lambda: screen.heading == AppealText.HEADING and screen.says(AppealText.TEXT))
    await screen.press(AppealText.SUBMIT)
    await screen.until(lambda: screen.says(FieldText.summary(1)))
    await screen.type(AppealText.TEXT, "Elle est déclarée depuis lundi.")
    screen.picked = ("contrat.pdf", pdf())
    await screen.press(DocumentSendingText.CHOOSE)
    await screen.until(lambda: screen.says("contrat.pdf"))
    check(screen, AppealText.HEADING)
    await screen.press(DocumentSendingText.SEND_IT)
    await screen.until(lambda: screen.says(DocumentSendingText.ANOTHER))
    check(screen, AppealText.HEADING)
    await screen.press(AppealText.SUBMIT)
    await screen.until(lambda: screen.says(AppealText.DONE))
    await screen.press(AppealText.FOLLOW)
    await screen.until(lambda: screen.says(RequestsText.STATES["appealed"]))
    assert screen.says("Elle est déclarée depuis lundi.")
    assert screen.says("appuie votre recours")


async def test_the_receipt_is_saved(open_at: Open, session: Session, find: Find) -> None:
    """One press hands over the receipt, named after the number of the request."""
    screen = await at(open_at, session, find, REQUESTS, RequestsText.HEADING, "responsable-seul")
    screen.saves_to = "/home/claire/accuse.pdf"
    await follow(screen, "Garde d’enfant (CMG)")
    await screen.press(RequestText.RECEIPT)
    await screen.until(lambda: screen.says(RequestText.SAVED))
    [(name, content)] = screen.saved
    assert name == "accuse-demarche-4255018.pdf"
    assert content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("role", "reason"),
    [("conjoint-sans-procuration", "procuration_required"), ("enfant", "responsable_only")],
)
async def test_what_is_closed_is_shown_with_its_reason(
    open_at: Open, session: Session, find: Find, role: str, reason: str
) -> None:
    """A spouse without procuration may declare a separation alone, a child nothing; the rest says why."""
    screen = await at(open_at, session, find, CHANGES, ChangesText.HEADING, role)
    await screen.until(lambda: screen.says(DoorText.closed(reason)))
    check(screen, ChangesText.HEADING)
    assert (ChangesText.OPEN in screen.headings(2)) is (role == "conjoint-sans-procuration")


@in_both_layouts
async def test_what_a_change_may_change_is_said_before(open_at: Open, session: Session, find: Find) -> None:
    """Before the first question stand what may change, what is needed and how long it takes."""
    screen = await at(open_at, session, find, CHANGES, ChangesText.HEADING, "responsable-couple")
    await screen.until(lambda: screen.says("Changement d’adresse"))
    await screen.press("Changement d’adresse")
    await screen.until(lambda: screen.heading == "Changement d’adresse" and screen.says(StartText.BEGIN))
    check(screen, "Changement d’adresse")
    assert screen.headings(2) == [StartText.EFFECTS, StartText.NEEDED]
    assert screen.says(StartText.takes(4))


async def test_a_form_that_is_not_there(open_at: Open, session: Session, find: Find) -> None:
    """An address of no form says so, and leads back."""
    screen = await enter(open_at, session, find)
    screen.go(start_path("no_such_form"))
    await screen.until(lambda: screen.says(StartText.UNKNOWN))
