"""What a person of limited reach is shown: what is open, what is closed and why, and the ways to open it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.core import routes
from app.enrolment.paths import ENROLMENT_DONE, enrolment_step_path
from app.franceconnect.paths import FRANCECONNECT
from app.home.paths import FILES
from app.payments.paths import PAYMENTS, payment_path
from app.settings.paths import IDENTITY, SETTINGS, SPOUSE_AUTHORISATION
from tests.app.enrolment_steps import bring
from tests.views.enrolment_steps import at_step
from tests.views.screen_steps import enter
from views.benefits.text import BenefitsText
from views.franceconnect.text import FranceConnectFoundText
from views.home.text import HomeText
from views.payments.text import PaymentsText
from views.settings.text import ContactDetailsText, SettingsText
from views.shell.benefit_names import benefit
from views.shell.error_text import DoorText
from views.shell.reach_text import ReachText

if TYPE_CHECKING:
    from app.core.session import Session
    from app.enrolment.wizard import EnrolmentWizard
    from app.franceconnect.identification import FranceConnect
    from tests.app.conftest import BrowserOfTest, Demo, Find
    from tests.views.conftest import Open

ROLE = "portee-limitee"
CLOSED = DoorText.closed("identity_unchecked")


async def test_mon_compte_is_never_empty(open_at: Open, session: Session, find: Find) -> None:
    """Why it is limited with the way to settle it, the request of the enrolment, and every closed door by its name."""
    screen = await enter(open_at, session, find, ROLE)
    screen.go(routes.HOME)
    await screen.until(lambda: ReachText.CLOSED in screen.headings(2))
    assert ReachText.why("document_to_check")[0] in screen.headings(2)
    assert screen.says(benefit("apl"))
    assert screen.words.count(CLOSED) == 3
    assert HomeText.PAYMENTS in screen.words
    assert screen.says("salome.bertin@example.org")
    await screen.press(ReachText.SETTLE)
    await screen.until(lambda: screen.heading == ReachText.HEADING)


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        (PAYMENTS, PaymentsText.HEADING),
        (FILES, "Mes dossiers"),
        (payment_path("0f8fad5b-d9cb-469f-a165-70867728950e"), None),
        (SPOUSE_AUTHORISATION, SettingsText.SPOUSE_AUTHORISATION),
    ],
)
async def test_each_closed_screen_says_why(
    open_at: Open, session: Session, find: Find, path: str, heading: str | None
) -> None:
    """By a link that was kept, too: the reason, never an empty list."""
    screen = await enter(open_at, session, find, ROLE)
    screen.go(path)
    await screen.until(lambda: screen.says(CLOSED))
    assert heading in {None, screen.heading}


async def test_settings_lead_to_the_identity(open_at: Open, session: Session, find: Find) -> None:
    """What is the person's own stays open; the authorisations are closed for that reason."""
    screen = await enter(open_at, session, find, ROLE)
    screen.go(SETTINGS)
    await screen.until(lambda: screen.heading == SettingsText.HEADING)
    assert screen.says(CLOSED)
    await screen.press(ReachText.HEADING)
    await screen.until(lambda: screen.says("masqué 420"))
    assert ReachText.WAYS in screen.headings(2)
    await screen.press(ReachText.CONTACT)
    await screen.until(lambda: screen.heading == ContactDetailsText.HEADING)


async def test_another_document_is_given(open_at: Open, session: Session, find: Find, demo: Demo) -> None:
    """After a refusal: an error beside the field, then what was taken; the copy for who has none."""
    await demo.checks("mismatch")
    screen = await enter(open_at, session, find, ROLE)
    screen.go(IDENTITY)
    await screen.until(lambda: ReachText.why("document_refused")[0] in screen.headings(2))
    await screen.type("Numéro du titre", "18FV12345")
    await screen.press(ReachText.SEND)
    await screen.until(lambda: bool(screen.field("Numéro du titre").error))
    await screen.type("Numéro du titre", "00AA00000")
    await screen.press(ReachText.SEND)
    await screen.until(lambda: screen.says(ReachText.GIVEN))
    assert ReachText.why("document_to_check")[0] in screen.headings(2)


async def test_a_proved_person_has_nothing_to_do_there(open_at: Open, session: Session, find: Find) -> None:
    """No row leads there; by a link that was kept, the screen says so, and asks for nothing."""
    screen = await enter(open_at, session, find, "responsable-seul")
    screen.go(SETTINGS)
    await screen.until(lambda: screen.heading == SettingsText.HEADING)
    assert ReachText.HEADING not in screen.words
    assert ReachText.MINE not in screen.words
    screen.go(IDENTITY)
    await screen.until(lambda: screen.says(ReachText.PROVED))
    assert ReachText.SEND not in screen.words


async def test_the_account_opens_where_one_stands(
    open_at: Open, session: Session, find: Find, demo: Demo
) -> None:
    """The register answered meanwhile: coming back to Mon Compte shows it."""
    screen = await enter(open_at, session, find, ROLE)
    await demo.checks("verified")
    screen.go(routes.HOME)
    await screen.until(lambda: BenefitsText.HEADING in screen.words and CLOSED not in screen.words)


async def test_an_enrolment_says_what_it_leaves_closed(
    open_at: Open, enrolment: EnrolmentWizard, demo: Demo
) -> None:
    """At the contact step, which proves who one is where the fund knows it."""
    screen = await at_step(open_at, enrolment, demo, "contact", "sans-piece")
    assert screen.says(ReachText.KNOWN_CONTACT)


async def test_the_end_of_an_enrolment_says_it_again(
    open_at: Open, enrolment: EnrolmentWizard, demo: Demo
) -> None:
    """With what to do where the password is refused: somebody else's account may stand in the way."""
    await bring(enrolment, demo, "summary", "sans-piece")
    await enrolment.complete.run()
    screen = open_at(ENROLMENT_DONE)
    await screen.until(lambda: screen.says(ReachText.CREATED_MORE))


async def test_franceconnect_offers_the_account_or_another(
    open_at: Open, franceconnect: FranceConnect, browser: BrowserOfTest
) -> None:
    """To the same person whose it is, and to the one whose name was used."""
    await franceconnect.start()
    await browser.identify(ROLE)
    await franceconnect.come_back()
    screen = open_at(FRANCECONNECT)
    await screen.until(lambda: screen.says(FranceConnectFoundText.UNCHECKED))
    assert FranceConnectFoundText.SIGN_IN in screen.words
    await screen.press(FranceConnectFoundText.CREATE_MINE)
    await screen.until(lambda: screen.route == enrolment_step_path("civil_status"))
