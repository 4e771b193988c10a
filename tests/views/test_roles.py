"""What each person reads of their own case: every sentence is true of whoever it stands before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flet as ft
import pytest

from app.benefits.paths import benefit_path
from app.core import routes
from app.entitlements.paths import ENTITLEMENTS
from app.home.paths import FILES
from app.messages.paths import MESSAGES
from app.payments.paths import DEBTS, PAYMENTS
from app.settings.paths import EXPORTS, SETTINGS, SPOUSE_AUTHORISATION
from tests.views.enrolment_steps import arrive
from tests.views.screen_steps import enter
from views.benefits.text import BenefitsText
from views.home.text import HomeText
from views.messages.text import MessagesText
from views.payments.text import PaymentsText
from views.settings.text import ContactDetailsText, SettingsText
from views.shell.benefit_names import benefit as benefit_name
from views.shell.error_text import DoorText, ErrorText
from views.shell.text import ShellText
from views.steps.situation_text import SituationText
from views.steps.text import CodeText, SpouseAuthorisationText

if TYPE_CHECKING:
    from app.core.session import Session
    from tests.app.conftest import Find
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter


@pytest.mark.parametrize(
    ("role", "titles"),
    [
        ("responsable-couple", {"Un document manque"}),
        ("responsable-seul", {"Vous avez reçu trop d'argent"}),
        ("provisoire", {"Une déclaration à faire"}),
        ("enfant", {"Vos coordonnées sont à vérifier"}),
    ],
)
async def test_an_alert_says_how_it_is_settled(
    open_at: Open, session: Session, find: Find, role: str, titles: set[str]
) -> None:
    """By a link to the screen that settles it."""
    screen = await enter(open_at, session, find, role)
    screen.go(routes.HOME)
    await screen.until(lambda: HomeText.PAYMENTS in screen.headings(2))
    assert titles <= set(screen.headings(2))
    for title in titles:
        told = screen.words[screen.words.index(title) + 1 :][:2]
        assert told[1].startswith(("Envoyer", "Faire", "Vérifier", "Voir"))


async def test_the_reminder_of_contacts_to_verify_leads_there(
    open_at: Open, session: Session, find: Find
) -> None:
    """From Mon Compte to the code in two presses: what is to be verified is in the form already."""
    screen = await enter(open_at, session, find, "enfant")
    screen.go(routes.HOME)
    await screen.until(lambda: screen.says("Vos coordonnées sont à vérifier"))
    await screen.press(HomeText.settles("contact_unverified"))
    await arrive(screen, ContactDetailsText.HEADING)
    await screen.until(lambda: screen.says(ContactDetailsText.UNVERIFIED))
    await screen.until(
        lambda: "lea.martin@example.org" in [field.value for field in screen.controls(ft.TextField)]
    )
    await screen.press(ContactDetailsText.SEND)
    await arrive(screen, CodeText.HEADING)


@pytest.mark.parametrize(
    ("role", "reason"),
    [
        ("responsable-seul", "no_spouse"),
        ("conjoint-sans-procuration", "responsable_allows"),
        ("conjoint-autorise", "responsable_allows"),
        ("enfant", "responsable_allows"),
    ],
)
async def test_why_there_is_no_authorisation_to_give(
    open_at: Open, session: Session, find: Find, role: str, reason: str
) -> None:
    """Who lives alone has nobody to authorise; for the others the file is another's. The screen itself says it too."""
    screen = await enter(open_at, session, find, role)
    screen.go(SETTINGS)
    await arrive(screen, SettingsText.HEADING)
    assert screen.says(DoorText.closed(reason))
    screen.go(SPOUSE_AUTHORISATION)
    await arrive(screen, SpouseAuthorisationText.HEADING)
    assert screen.says(DoorText.closed(reason))


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (routes.HOME, ShellText.HOME),
        (FILES, ShellText.HOME),
        (PAYMENTS, PaymentsText.PLACE_SHORT),
        (DEBTS, PaymentsText.PLACE_SHORT),
        (ENTITLEMENTS, PaymentsText.PLACE_SHORT),
        (MESSAGES, MessagesText.HEADING),
        (SETTINGS, ShellText.HOME),
        (EXPORTS, ShellText.HOME),
    ],
)
async def test_the_bar_of_a_phone_marks_where_one_is(
    open_at: Open, session: Session, find: Find, path: str, place: str
) -> None:
    """Whatever lies under a place belongs to it; what has none of its own belongs to Accueil, which leads there."""
    screen = await enter(open_at, session, find, "conjoint-autorise")
    screen.go(path)
    await screen.until(lambda: screen.route == path and _marked(screen) == place)
    assert len(_bar(screen)) == 4


def _bar(screen: Flutter) -> list[str]:
    return [str(place.label) for place in screen.controls(ft.NavigationBarDestination)]


def _marked(screen: Flutter) -> str:
    bars = screen.controls(ft.NavigationBar)
    return _bar(screen)[bars[0].selected_index] if bars else ""


@pytest.mark.parametrize("role", ["conjoint-sans-procuration", "enfant"])
async def test_what_is_closed_is_named_beside_what_is_open(
    open_at: Open, session: Session, find: Find, role: str
) -> None:
    """Of "La Caf m'informe" the household's situation alone is closed: the person's own contact stands under it."""
    screen = await enter(open_at, session, find, role)
    screen.go(routes.HOME)
    await screen.until(lambda: HomeText.INFORMS in screen.headings(2))
    words = screen.words[screen.words.index(HomeText.INFORMS) :]
    assert words[1] == HomeText.SITUATION
    assert words[2].startswith("Fermé")
    assert SituationText.MAIL in words


@pytest.mark.parametrize("role", ["conjoint-sans-procuration", "enfant"])
async def test_a_closed_screen_offers_what_helps(
    open_at: Open, session: Session, find: Find, role: str
) -> None:
    """Trying again opens no closed door: who can open it is said, and the way back is the button."""
    screen = await enter(open_at, session, find, role)
    screen.go(PAYMENTS)
    await screen.until(lambda: screen.says(ErrorText.DENIED))
    await arrive(screen, PaymentsText.HEADING)
    assert not screen.says(ShellText.RETRY)
    await screen.press(ShellText.BACK_HOME)
    await arrive(screen, HomeText.HEADING)


@pytest.mark.parametrize(
    ("role", "reason"),
    [
        ("conjoint-sans-procuration", "procuration_required"),
        ("enfant", "responsable_only"),
        ("responsable-seul", None),
        ("conjoint-autorise", None),
    ],
)
async def test_a_benefit_is_asked_for_by_who_may(
    open_at: Open, session: Session, find: Find, role: str, reason: str | None
) -> None:
    """The way to ask is there for who speaks for the household; the others are told why they may not."""
    screen = await enter(open_at, session, find, role)
    screen.go(benefit_path("ars"))
    await arrive(screen, benefit_name("ars"))
    await screen.until(lambda: BenefitsText.NEEDED in screen.headings(2))
    buttons = [screen.words_of(button) for button in screen.controls(ft.FilledButton)]
    assert ([BenefitsText.REQUEST] in buttons) is (reason is None)
    assert screen.says(DoorText.closed(reason)) is (reason is not None)
