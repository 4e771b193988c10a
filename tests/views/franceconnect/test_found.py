from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import flet as ft
import httpx
import pytest

from app.core import routes
from app.enrolment.paths import ENROLMENT
from app.franceconnect.paths import (
    FRANCECONNECT,
    FRANCECONNECT_RETURN,
)
from semantics import Term, marked
from tests.app.enrolment_steps import MAIL
from tests.server.enrolment_steps import OTHER_NIR, PASSWORD, create_twice
from tests.support.plain import PLAIN
from tests.views.enrolment_steps import arrive, choose, choose_password, type_code
from tests.views.franceconnect_steps import begin, come_back, join, sign_in
from views.enrolment.text import CivilStatusText, EnrolmentDoneText, SummaryText
from views.franceconnect.text import (
    FranceConnectEndingText,
    FranceConnectFoundText,
    FranceConnectWaitingText,
)
from views.migration.text import MigrationText
from views.shell.error_text import ErrorText
from views.shell.text import WizardText
from views.sign_in.text import SignInText, WelcomeText
from views.steps.text import (
    CodeText,
    ContactText,
    FranceConnectButtonText,
    IdentifierText,
    IdentityText,
    PasswordText,
)

if TYPE_CHECKING:
    from tests.app.conftest import BrowserOfTest, Demo, Find
    from tests.views.conftest import Open


async def test_several_accounts_are_told_apart_by_the_password(
    open_at: Open, browser: BrowserOfTest, base_url: str
) -> None:
    """Nobody is chosen for the person: the account whose password is given is the one that is joined."""
    await asyncio.to_thread(_create_twice, base_url)
    screen = await begin(open_at)
    await come_back(screen, browser, identity="avec-nir")
    await screen.until(lambda: screen.says(FranceConnectFoundText.SEVERAL))
    await screen.press(FranceConnectFoundText.SIGN_IN)
    await arrive(screen, SignInText.HEADING)
    await screen.type(IdentifierText.NIR, OTHER_NIR)
    await screen.type(SignInText.PASSWORD, PASSWORD)
    await screen.press(SignInText.SUBMIT)
    await screen.until(lambda: screen.says(FranceConnectFoundText.JOINED))


def _create_twice(base_url: str) -> None:
    with httpx.Client(base_url=base_url, verify=PLAIN, timeout=60) as http:
        create_twice(http)


async def test_what_was_transmitted_is_shown(open_at: Open, browser: BrowserOfTest) -> None:
    """On demand, each item by its name, and what was not transmitted said to be so."""
    screen = await begin(open_at)
    await come_back(screen, browser, identity="sans-lieu")
    await screen.until(lambda: screen.says(FranceConnectFoundText.INCOMPLETE))
    assert not screen.says("camille.b@example.org")
    await screen.press(FranceConnectFoundText.DETAIL)
    await screen.until(lambda: screen.says("camille.b@example.org"))
    assert screen.says(FranceConnectFoundText.UNSAID)
    await screen.press(FranceConnectFoundText.DETAIL_HIDE)
    await screen.until(lambda: not screen.says("camille.b@example.org"))


@pytest.mark.parametrize(
    ("identity", "shown"),
    [
        ("annee-seule", "1992, jour et mois inconnus"),
        ("date-incomplete", "1977, mois inconnu, jour 3"),
        ("prenom-compose", "Jean Pierre, Marc"),
        ("un-seul-nom", CivilStatusText.NO_NAME),
        ("ancienne-commune", "Boulogne-Billancourt"),
    ],
)
async def test_a_vouched_identity_passes_with_no_touch(
    open_at: Open, browser: BrowserOfTest, identity: str, shown: str
) -> None:
    """Dates known in part, one name, a blank in a first name, a code of before: read, locked, sent back."""
    screen = await begin(open_at)
    await come_back(screen, browser, identity=identity)
    await screen.until(lambda: screen.says(FranceConnectFoundText.CREATE))
    await screen.press(FranceConnectFoundText.CREATE)
    await arrive(screen, CivilStatusText.HEADING)
    await screen.until(lambda: screen.says(shown))
    await screen.press(CivilStatusText.NO_NIR)
    await screen.press(WizardText.CONTINUE)
    await arrive(screen, ContactText.HEADING)


async def test_a_corrected_civil_status_is_led_to_its_account(
    open_at: Open, browser: BrowserOfTest, find: Find, demo: Demo
) -> None:
    """What is otherwise in the account is said before the password and before the code, and both ways on are there."""
    screen = await begin(open_at)
    await come_back(screen, browser, identity="sexe-corrige")
    await screen.until(lambda: screen.says(FranceConnectFoundText.CLOSE))
    assert screen.says("la civilité n'est pas la même")
    assert screen.says(FranceConnectFoundText.CREATE_MINE)
    await screen.press(FranceConnectFoundText.SIGN_IN)
    await arrive(screen, SignInText.HEADING)
    await sign_in(screen, find, "responsable-seul")
    await arrive(screen, CodeText.HEADING)
    assert screen.says(FranceConnectFoundText.PROOF)
    assert screen.says(FranceConnectFoundText.WITHOUT)
    await type_code(screen, demo)
    await screen.until(lambda: screen.says(FranceConnectFoundText.JOINED))


async def test_somebody_elses_account_says_what_differs(
    open_at: Open, browser: BrowserOfTest, find: Find
) -> None:
    """The refusal of a joining is no dead end: what differs, and whom to ask."""
    screen = await begin(open_at)
    await come_back(screen, browser, identity="responsable-couple")
    await screen.until(lambda: screen.says(FranceConnectFoundText.SIGN_IN))
    await screen.press(FranceConnectFoundText.SIGN_IN)
    await arrive(screen, SignInText.HEADING)
    await sign_in(screen, find, "responsable-seul")
    await screen.until(lambda: screen.says(ErrorText.FRANCECONNECT_MISMATCH))
    assert screen.says("la date de naissance")
    assert screen.says("Écrivez à votre Caf")


async def test_not_you(open_at: Open, browser: BrowserOfTest) -> None:
    """Back at the sign-in, nothing of the other person left; the link itself ends FranceConnect's own session."""
    screen = await begin(open_at)
    await come_back(screen, browser, identity="responsable-seul")
    await screen.until(lambda: screen.says(FranceConnectFoundText.JOIN))
    action = getattr(screen.button(FranceConnectButtonText.NOT_ME), "action", None)
    assert "/franceconnect/logout?ticket=" in action.url  # type: ignore[union-attr]
    await screen.press(FranceConnectButtonText.NOT_ME)
    await arrive(screen, SignInText.HEADING)
    assert screen.says(FranceConnectButtonText.BUTTON)
    screen.go(FRANCECONNECT)
    await arrive(screen, FranceConnectEndingText.NOTHING)
    assert not screen.says("Claire")


@pytest.mark.parametrize(
    ("identity", "title"),
    [
        ("ancien-seul", FranceConnectFoundText.OLD),
        ("avec-nir", FranceConnectFoundText.ENROLMENT),
        ("annee-seule", FranceConnectFoundText.ENROLMENT),
        ("sans-lieu", FranceConnectFoundText.INCOMPLETE),
    ],
)
async def test_each_case_has_its_screen(
    open_at: Open, browser: BrowserOfTest, identity: str, title: str
) -> None:
    """What FranceConnect's answer means for the person, in words, with a way to go on."""
    screen = await begin(open_at)
    await come_back(screen, browser, identity=identity)
    await screen.until(lambda: screen.says(title))
    assert screen.says(FranceConnectFoundText.SIGN_IN)


async def test_an_old_account_goes_on_to_the_change(
    open_at: Open, browser: BrowserOfTest, find: Find
) -> None:
    """Its 8 digits join it, and the migration comes next; likewise the second time, without them."""
    screen = await join(open_at, browser, find, "ancien-seul")
    await arrive(screen, MigrationText.HEADING)
    await screen.press("Déconnexion")
    await arrive(screen, WelcomeText.HEADING)
    screen.go(routes.SIGN_IN)
    await arrive(screen, SignInText.HEADING)
    await screen.press(FranceConnectButtonText.BUTTON)
    await screen.until(lambda: screen.says(FranceConnectWaitingText.NOT_OPEN))
    await browser.identify("ancien-seul")
    screen.go(FRANCECONNECT_RETURN)
    await arrive(screen, MigrationText.HEADING)


async def test_an_account_is_created(open_at: Open, browser: BrowserOfTest, demo: Demo) -> None:
    """From the enrolment's door: what was transmitted is locked, no document is asked, five steps in all."""
    screen = await begin(open_at, ENROLMENT)
    await come_back(screen, browser, identity="avec-nir")
    await screen.until(lambda: screen.says(FranceConnectFoundText.CREATE))
    await screen.press(FranceConnectFoundText.CREATE)
    await arrive(screen, CivilStatusText.HEADING)
    assert screen.says("Étape 1 sur 5")
    await screen.until(lambda: screen.says(FranceConnectButtonText.TRANSMITTED))
    assert screen.says("Le Goff")
    assert screen.says("17 mars 1992")
    terms = [text.value for text in screen.controls(ft.Text) if marked(text, Term) is not None]
    assert terms.count(CivilStatusText.BIRTH_NAME) == 1  # a name and its value, as anywhere else
    with pytest.raises(AssertionError):
        screen.field(CivilStatusText.BIRTH_NAME)
    await screen.press(CivilStatusText.NO_NIR)
    await screen.press(WizardText.CONTINUE)
    await arrive(screen, ContactText.HEADING)
    assert screen.says("Étape 2 sur 5")
    await choose(screen, "mail")
    await screen.type(ContactText.MAIL, MAIL)
    await screen.type(ContactText.MAIL_AGAIN, MAIL)
    await screen.press(ContactText.SEND)
    await type_code(screen, demo)
    await arrive(screen, PasswordText.HEADING)
    await choose_password(screen, PasswordText.CHOOSE)
    await arrive(screen, SummaryText.HEADING)
    assert screen.says(IdentityText.KINDS["franceconnect"])
    await screen.press(SummaryText.CREATE)
    await arrive(screen, EnrolmentDoneText.HEADING)
