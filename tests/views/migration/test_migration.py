from __future__ import annotations

from typing import TYPE_CHECKING

import flet as ft
import pytest

from app.core import routes
from app.migration.paths import MIGRATION_DONE, migration_step_path
from app.public.paths import TERMS
from tests.app.migration_steps import MAIL, bring, migration_of
from tests.views.enrolment_steps import arrive, choose, choose_password, in_both_layouts
from views.home.text import HomeText
from views.migration.text import MigrationDoneText, MigrationText
from views.public.text import TermsText
from views.settings.text import ContactDetailsText
from views.shell.error_text import ErrorText
from views.shell.formats import spoken
from views.shell.text import ShellText, WizardText
from views.sign_in.text import SignInText, WelcomeText
from views.steps.text import (
    AcceptanceText,
    CodeText,
    ContactText,
    IdentifierText,
    PasswordText,
    SpouseAuthorisationText,
)

if TYPE_CHECKING:
    from app.core.scope import PageScope
    from app.core.session import Session
    from tests.app.conftest import Demo, Find, Network
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter

HEADINGS = {
    "terms": AcceptanceText.HEADING,
    "password": MigrationText.PASSWORD_HEADING,
    "contact": MigrationText.CONTACT_HEADING,
    "code": MigrationText.CODE_HEADING,
    "authorisations": SpouseAuthorisationText.HEADING,
    "done": MigrationDoneText.HEADING,
}


async def at_door(open_at: Open, find: Find, role: str = "ancien-couple") -> Flutter:
    account = find(role)
    screen = open_at(routes.SIGN_IN)
    await arrive(screen, SignInText.HEADING)
    await screen.type(IdentifierText.NIR, account.identifier)
    await screen.type(SignInText.PASSWORD, account.password)
    await screen.press(SignInText.SUBMIT)
    await arrive(screen, MigrationText.HEADING)
    return screen


async def at_step(  # noqa: PLR0917 - fixtures first, in the order of every test
    page: PageScope,
    open_at: Open,
    session: Session,
    demo: Demo,
    find: Find,
    step: str,
    role: str = "ancien-couple",
) -> Flutter:
    screen = await at_door(open_at, find, role)
    await screen.until(lambda: screen.says(MigrationText.BEGIN))
    await bring(migration_of(page), demo, step)
    screen.go(migration_step_path(step))
    await arrive(screen, HEADINGS[step])
    return screen


@in_both_layouts
@pytest.mark.parametrize("role", ["ancien-seul", "ancien-couple"])
async def test_from_eight_digits_to_mon_compte(open_at: Open, demo: Demo, find: Find, role: str) -> None:
    """By what is typed and pressed alone: the steps in order, the confirmation, then Mon Compte."""
    screen = await at_door(open_at, find, role)
    assert screen.says("3 étapes")
    assert screen.says("5 à 10 minutes")
    await screen.until(lambda: screen.says(MigrationText.BEGIN))
    await screen.press(MigrationText.BEGIN)
    await arrive(screen, AcceptanceText.HEADING)
    await screen.until(lambda: screen.says(AcceptanceText.BOX))
    await screen.tick(value=True)
    await screen.press(WizardText.CONTINUE)
    await arrive(screen, MigrationText.PASSWORD_HEADING)
    await choose_password(screen, PasswordText.CHOOSE)
    await arrive(screen, MigrationText.CONTACT_HEADING)
    if role == "ancien-couple":
        assert screen.says(str(spoken(ContactText.known("06 •• •• •• 22"))))
        assert screen.controls(ft.TextField) == []
        await screen.press(ContactText.SEND)
    else:
        await choose(screen, "mail")
        await screen.type(ContactText.MAIL, MAIL)
        await screen.press(ContactText.SEND)
    await arrive(screen, MigrationText.CODE_HEADING)
    sms = role == "ancien-couple"
    await screen.type(CodeText.label(sms=sms), await demo.code())
    await screen.press(CodeText.SUBMIT)
    if role == "ancien-couple":
        await arrive(screen, SpouseAuthorisationText.HEADING)
        assert screen.says(SpouseAuthorisationText.question("Ghjuvan Santoni"))
        await choose(screen, "yes")
        await screen.press(SpouseAuthorisationText.CONTINUE)
    await arrive(screen, MigrationDoneText.HEADING)
    told = [("sms", "06 •• •• •• 22"), ("mail", "m•••@example.org")] if sms else [("mail", "m•••@exemple.fr")]
    assert screen.says(str(spoken(MigrationDoneText.sent(told))))
    assert screen.says("utilisez votre numéro de Sécurité sociale et ce nouveau mot de passe")
    assert screen.says(SpouseAuthorisationText.chosen("Ghjuvan Santoni", authorised=True)) is sms
    await screen.press(MigrationDoneText.ENTER)
    await arrive(screen, HomeText.HEADING)
    assert screen.route == routes.HOME
    await screen.until(lambda: HomeText.PAYMENTS in screen.headings(2))


@pytest.mark.parametrize("step", HEADINGS)
async def test_quitting_and_coming_back(  # noqa: PLR0917 - fixtures are given by name
    page: PageScope, open_at: Open, session: Session, demo: Demo, find: Find, step: str
) -> None:
    """Each step says what is kept before it signs out; the old password leads back to it."""
    if step == "done":
        screen = await at_step(page, open_at, session, demo, find, "authorisations")
        await migration_of(page).spouse.pass_on.run()
        screen.go(routes.MIGRATION)
        await arrive(screen, MigrationText.HEADING)
    else:
        screen = await at_step(page, open_at, session, demo, find, step)
    await screen.until(lambda: screen.says(MigrationText.QUIT))
    await screen.press(MigrationText.QUIT)
    kept = MigrationText.ASK_QUIT_NOT_BEGUN if step == "terms" else MigrationText.ASK_QUIT_BEGUN
    await screen.until(lambda: screen.says(kept))
    await screen.press(MigrationText.STAY)
    await screen.until(lambda: not screen.says(kept))
    await screen.press(MigrationText.QUIT)
    await screen.until(lambda: screen.says(kept))
    await screen.press(MigrationText.SIGN_OUT)
    await arrive(screen, WelcomeText.HEADING)
    screen.go(routes.SIGN_IN)
    await arrive(screen, SignInText.HEADING)
    account = find("ancien-couple")
    await screen.type(IdentifierText.NIR, account.identifier)
    await screen.type(SignInText.PASSWORD, account.password)
    await screen.press(SignInText.SUBMIT)
    await arrive(screen, MigrationText.HEADING)
    button = MigrationText.BEGIN if step == "terms" else MigrationText.RESUME
    await screen.until(lambda: screen.says(button))
    await screen.press(button)
    await arrive(screen, HEADINGS[step])


async def test_no_step_is_skipped_by_its_address(
    page: PageScope, open_at: Open, session: Session, demo: Demo, find: Find
) -> None:
    """Who has come to the password and asks for the end is led to what is due; the account stays shut."""
    screen = await at_step(page, open_at, session, demo, find, "password")
    screen.go(MIGRATION_DONE)
    await screen.until(lambda: screen.route == migration_step_path("password"))
    await arrive(screen, MigrationText.PASSWORD_HEADING)
    screen.go(routes.HOME)
    await screen.until(lambda: screen.route == routes.MIGRATION)


@pytest.mark.parametrize("step", HEADINGS)
async def test_nobody_stands_there_without_the_old_password(open_at: Open, step: str) -> None:
    """The address of a step leads to the sign-in."""
    screen = open_at(migration_step_path(step))
    await arrive(screen, SignInText.HEADING)


async def test_the_terms_are_accepted_at_their_end(
    page: PageScope, open_at: Open, session: Session, demo: Demo, find: Find
) -> None:
    """All of the text, then the box; without it "Continuer" says what is missing, beside it and aloud."""
    screen = await at_step(page, open_at, session, demo, find, "terms")
    await screen.until(lambda: screen.says(AcceptanceText.BOX))
    terms = migration_of(page).acceptance.terms.value
    assert terms is not None
    assert screen.headings(2) == [part.title for part in terms.sections]
    words = screen.words
    assert words.index(AcceptanceText.BOX) > words.index(terms.sections[-1].paragraphs[-1])
    await screen.press(WizardText.CONTINUE)
    await screen.until(lambda: screen.says(AcceptanceText.MISSING))
    [box] = screen.controls(ft.Checkbox)
    assert box.semantics_label == f"{AcceptanceText.BOX}. {AcceptanceText.MISSING}"
    await screen.tick(value=True)
    await screen.until(lambda: not screen.says(AcceptanceText.MISSING))
    assert [node._i for node in screen.controls(ft.Checkbox)] == [box._i]


async def test_terms_that_cannot_be_read(open_at: Open, demo: Demo, find: Find) -> None:
    """It is said, and tried again; there is nothing to accept meanwhile."""
    screen = await at_door(open_at, find)
    await screen.until(lambda: screen.says(MigrationText.BEGIN))
    await demo.fail("/v1/terms", 500)
    await screen.press(MigrationText.BEGIN)
    await screen.until(lambda: screen.says(ErrorText.SERVER))
    assert screen.controls(ft.Checkbox) == []
    await screen.press(ShellText.RETRY)
    await screen.until(lambda: screen.says(AcceptanceText.BOX))


async def test_the_door_when_the_server_cannot_say(open_at: Open, demo: Demo, find: Find) -> None:
    """Without knowing where it stands nothing can be begun: it is said, and tried again."""
    await demo.fail("/v1/migration", 500)
    screen = await at_door(open_at, find)
    await screen.until(lambda: screen.says(ErrorText.SERVER))
    assert not screen.says(MigrationText.BEGIN)
    await screen.press(ShellText.RETRY)
    await screen.until(lambda: screen.says(MigrationText.BEGIN))


@pytest.mark.parametrize(
    ("value", "words"),
    [("27182818", PasswordText.broken(["length", "lower", "upper"])), ("Password123", PasswordText.COMMON)],
    ids=["old", "common"],
)
async def test_a_password_that_will_not_do(  # noqa: PLR0917 - fixtures are given by name
    page: PageScope, open_at: Open, session: Session, demo: Demo, find: Find, value: str, words: str
) -> None:
    """Said at the field with the rules that it breaks; the field keeps what was typed and takes the focus."""
    screen = await at_step(page, open_at, session, demo, find, "password")
    await choose_password(screen, PasswordText.CHOOSE, value)
    await screen.until(lambda: screen.field(PasswordText.NEW).error == words)
    assert screen.field(PasswordText.NEW).value == value
    await screen.until(lambda: screen.focused == [screen.field(PasswordText.NEW)._i])


async def test_another_contact_than_the_known_one(
    page: PageScope, open_at: Open, session: Session, demo: Demo, find: Find
) -> None:
    """Declined, the known one gives way to a field; what is no number is said there."""
    screen = await at_step(page, open_at, session, demo, find, "contact")
    channels, offered = screen.controls(ft.RadioGroup)
    assert (channels.value, offered.value) == ("sms", "yes")
    await screen.choose(offered, "no")
    await screen.until(lambda: len(screen.controls(ft.TextField)) == 1)
    await screen.type(ContactText.SMS, "01 40 00 00 00")
    await screen.press(ContactText.SEND)
    assert "SMS" in str(screen.field(ContactText.SMS).error)
    await screen.type(ContactText.SMS, "06 12 34 56 42")
    await screen.press(ContactText.SEND)
    await arrive(screen, MigrationText.CODE_HEADING)
    await screen.press(CodeText.MODIFY)
    await arrive(screen, MigrationText.CONTACT_HEADING)
    assert screen.field(ContactText.SMS).value == "06 12 34 56 42"


async def test_the_contact_is_put_off(
    page: PageScope, open_at: Open, session: Session, demo: Demo, find: Find
) -> None:
    """Passed, the end says that it remains to be done, and Mon Compte shows the alert, which leads there."""
    screen = await at_step(page, open_at, session, demo, find, "contact", "ancien-seul")
    await screen.press(MigrationText.SKIP)
    await arrive(screen, MigrationDoneText.HEADING)
    assert screen.says(MigrationDoneText.UNSENT)
    assert screen.says(MigrationDoneText.POSTPONED)
    await screen.press(MigrationDoneText.ENTER)
    await arrive(screen, HomeText.HEADING)
    await screen.until(lambda: screen.says("Vos coordonnées sont à vérifier"))
    await screen.press(HomeText.settles("contact_unverified"))
    await arrive(screen, ContactDetailsText.HEADING)


async def test_the_spouse_needs_an_answer_or_none(
    page: PageScope, open_at: Open, session: Session, demo: Demo, find: Find
) -> None:
    """Going on without one says so; passing needs none."""
    screen = await at_step(page, open_at, session, demo, find, "authorisations")
    for what in SpouseAuthorisationText.CAN:
        assert screen.says(what)
    await screen.press(SpouseAuthorisationText.CONTINUE)
    await screen.until(lambda: screen.says(SpouseAuthorisationText.MISSING))
    await screen.press(SpouseAuthorisationText.PASS)
    await arrive(screen, MigrationDoneText.HEADING)


async def test_the_end_is_tried_again(  # noqa: PLR0917 - fixtures are given by name
    page: PageScope, open_at: Open, session: Session, demo: Demo, find: Find, network: Network
) -> None:
    """Cut at the last moment, the screen says so and offers to go on; nothing is asked anew."""
    screen = await at_step(page, open_at, session, demo, find, "authorisations")
    await demo.fail("/v1/migration/completion", 500)
    await screen.press(SpouseAuthorisationText.PASS)
    await arrive(screen, MigrationDoneText.PENDING)
    await screen.until(lambda: screen.says(ErrorText.SERVER))
    await screen.press(ShellText.RETRY)
    await arrive(screen, MigrationDoneText.HEADING)
    assert network.asked.count("POST /v1/migration/completion") == 2


async def test_a_wrong_code_is_said(
    page: PageScope, open_at: Open, session: Session, demo: Demo, find: Find
) -> None:
    """At its field, with the tries left."""
    screen = await at_step(page, open_at, session, demo, find, "code")
    label, right = CodeText.label(sms=False), await demo.code()
    await screen.type(label, "000000" if right != "000000" else "111111")
    await screen.press(CodeText.SUBMIT)
    await screen.until(lambda: screen.field(label).error == ErrorText.code_refused(4))
    await screen.type(label, right)
    await screen.press(CodeText.SUBMIT)
    await arrive(screen, SpouseAuthorisationText.HEADING)


async def test_the_terms_are_there_for_anybody(open_at: Open) -> None:
    """The public page shows the version in force, with its date."""
    screen = open_at(TERMS)
    await arrive(screen, TermsText.HEADING)
    await screen.until(lambda: screen.says("publiée le"))
