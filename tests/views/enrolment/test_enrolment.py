from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.core import routes
from app.core.scope import PageScope
from app.enrolment.paths import ENROLMENT, ENROLMENT_RESUMPTION, enrolment_step_path
from app.enrolment.wizard import EnrolmentWizard
from app.rules.identifiers import grouped
from app.rules.problem import Fault
from tests.app.enrolment_steps import (
    MAIL,
    NEWCOMER,
    PASSWORD,
    bring,
    enter_code,
    faults,
    fill_contact,
    fill_password,
)
from tests.support.files import pdf
from tests.views.enrolment_steps import (
    HEADINGS,
    arrive,
    at_step,
    choose,
    choose_password,
    choose_place,
    in_both_layouts,
    type_civil_status,
    type_code,
)
from tests.views.flutter import Flutter
from text_rules.numbers import compacted
from views.app import DECLARED, program_view
from views.enrolment.text import (
    BirthDateText,
    CivilStatusText,
    EnrolmentDoneText,
    EnrolmentText,
    ResumptionText,
    SummaryText,
)
from views.home.text import HomeText
from views.shell.error_text import ErrorText
from views.shell.text import WizardText
from views.sign_in.text import SignInText
from views.steps.text import ContactText, DateText, IdentifierText, IdentityText, PasswordText

if TYPE_CHECKING:
    from api_client import Client
    from tests.app.conftest import Demo, MemoryStore, Network
    from tests.views.conftest import Open
    from views.shell.context import Program


@in_both_layouts
async def test_from_the_door_to_mon_compte(open_at: Open, demo: Demo) -> None:
    """By what is typed and pressed alone: each step leads to the next, and the end to the sign-in."""
    screen = open_at(ENROLMENT)
    await arrive(screen, EnrolmentText.HEADING)
    await screen.press(EnrolmentText.BEGIN)
    await arrive(screen, CivilStatusText.HEADING)
    await type_civil_status(screen, "avec-nir")
    await choose_place(screen, "renn", "Rennes (Ille-et-Vilaine)")
    assert screen.field(CivilStatusText.BIRTH_PLACE).value == "Rennes"
    await screen.press(WizardText.CONTINUE)
    await arrive(screen, IdentityText.HEADING)
    await screen.type(IdentityText.NUMBER, NEWCOMER["avec-nir"].document_number or "")
    await screen.press(WizardText.CONTINUE)
    await arrive(screen, ContactText.HEADING)
    await choose(screen, "mail")
    await screen.type(ContactText.MAIL, MAIL)
    await screen.type(ContactText.MAIL_AGAIN, MAIL)
    await screen.press(ContactText.SEND)
    await type_code(screen, demo)
    await arrive(screen, PasswordText.HEADING)
    await choose_password(screen, PasswordText.CHOOSE)
    await arrive(screen, SummaryText.HEADING)
    assert screen.says("Le Goff")
    assert screen.says(MAIL)
    assert not screen.says(PASSWORD)
    await screen.press(SummaryText.CREATE)
    await arrive(screen, EnrolmentDoneText.HEADING)
    assert screen.says(EnrolmentDoneText.LEAD_NIR)
    await screen.press(EnrolmentDoneText.SIGN_IN)
    await arrive(screen, SignInText.HEADING)
    assert compacted(screen.field(IdentifierText.NIR).value or "") == NEWCOMER["avec-nir"].nir
    await screen.type(SignInText.PASSWORD, PASSWORD)
    await screen.press(SignInText.SUBMIT)
    await arrive(screen, HomeText.HEADING)


async def test_the_identifiant_provisoire_is_shown_and_copied(
    open_at: Open, enrolment: EnrolmentWizard, demo: Demo
) -> None:
    """Without a NIR it is shown grouped at the end, and one button copies it as it signs in."""
    screen = await at_step(open_at, enrolment, demo, "summary", "sans-nir")
    assert screen.says(SummaryText.NO_NIR)
    await screen.press(SummaryText.CREATE)
    await arrive(screen, EnrolmentDoneText.HEADING)
    assert enrolment.completion is not None
    assert enrolment.completion.provisional is not None
    identifier = enrolment.completion.provisional.get_secret_value()
    shown = f"{identifier[0]} {identifier[1:5]} {identifier[5:9]} {identifier[9]}"
    assert screen.says(shown)
    await screen.press(EnrolmentDoneText.COPY)
    await screen.until(lambda: screen.says(EnrolmentDoneText.COPIED))
    assert screen.copied == identifier
    await screen.press(EnrolmentDoneText.SIGN_IN)
    await arrive(screen, SignInText.HEADING)
    assert screen.field(IdentifierText.PROVISIONAL).value == shown


async def test_the_recap_shows_what_is_to_be_checked(
    open_at: Open, enrolment: EnrolmentWizard, demo: Demo
) -> None:
    """Every part is named and whole; one button masks numbers and contact for who is not alone, and shows them."""
    screen = await at_step(open_at, enrolment, demo, "summary")
    person = NEWCOMER["avec-nir"]
    whole = [grouped(person.nir or ""), person.document_number or "", MAIL]
    named = [IdentifierText.NIR, IdentityText.NUMBER, ContactText.MAIL]
    for value, name in zip(whole, named, strict=True):
        assert screen.words[screen.words.index(value) - 1] == name
    assert BirthDateText.LABEL in screen.words
    assert CivilStatusText.BIRTH_PLACE in screen.words
    await screen.press(SummaryText.HIDE_MORE)
    await screen.until(lambda: screen.says(SummaryText.MASKED))
    assert not [value for value in whole if screen.says(value)]
    assert screen.says("m masqué @exemple.fr")
    await screen.press(SummaryText.SHOW_MORE)
    assert [value for value in whole if screen.says(value)] == whole


async def test_the_recap_names_the_copy_that_was_sent(
    open_at: Open, enrolment: EnrolmentWizard, demo: Demo
) -> None:
    """Who has no French document finds the name of the file, or that none was sent."""
    await bring(enrolment, demo, "identity", "sans-piece")
    enrolment.identity.choose("none")
    await enrolment.identity.send_file("pièce.pdf", pdf(padding=5000))
    await enrolment.pass_identity.run()
    fill_contact(enrolment)
    await enrolment.contact.run()
    await enter_code(enrolment.code, demo)
    fill_password(enrolment)
    await enrolment.password.run()
    screen = open_at(enrolment_step_path("summary"))
    await arrive(screen, SummaryText.HEADING)
    assert screen.words[screen.words.index("pièce.pdf") - 1] == SummaryText.COPIES


async def test_an_enrolment_taken_up_brings_back_what_was_chosen(
    program: Program, client: Client, enrolment: EnrolmentWizard, demo: Demo, key: MemoryStore
) -> None:
    """After a restart the recap still shows what the server keeps, and tells of the numbers that it gives back no more.

    "Modifier" finds the contact as it was given.
    """
    await bring(enrolment, demo, "summary", value="0692 12 34 56")
    again = PageScope(client, program.session, program.page.device, DECLARED)
    await again.state(EnrolmentWizard.of).resume.run()
    screen = Flutter(enrolment_step_path("summary"), program_view, replace(program, page=again))
    await arrive(screen, SummaryText.HEADING)
    nir, document = NEWCOMER["avec-nir"].nir or "", NEWCOMER["avec-nir"].document_number or ""
    assert screen.says(SummaryText.ending(nir[-3:]))
    assert screen.says(SummaryText.ending(document[-3:]))
    assert screen.says("0692\u00a012\u00a034\u00a056")
    await screen.press(SummaryText.modify(SummaryText.CONTACT))
    await arrive(screen, ContactText.HEADING)
    assert screen.field(ContactText.SMS).value == "0692123456"
    assert screen.field(ContactText.SMS_AGAIN).value == "0692123456"
    screen.close()
    assert screen.crashes == []


@pytest.mark.parametrize("step", HEADINGS)
async def test_who_has_begun_nothing_meets_the_door(open_at: Open, step: str) -> None:
    """The address of a step opens nothing by itself."""
    screen = open_at(enrolment_step_path(step))
    await arrive(screen, EnrolmentText.HEADING)


async def test_no_step_is_skipped_by_its_address(
    open_at: Open, enrolment: EnrolmentWizard, demo: Demo
) -> None:
    """Who has come to the document and asks for the recap is led to what is due."""
    screen = await at_step(open_at, enrolment, demo, "identity")
    screen.go(enrolment_step_path("summary"))
    await screen.until(lambda: screen.route == enrolment_step_path("identity"))
    await arrive(screen, IdentityText.HEADING)


async def test_back_keeps_what_was_typed(open_at: Open, enrolment: EnrolmentWizard, demo: Demo) -> None:
    """From step to step and back, every field holds what it held."""
    screen = await at_step(open_at, enrolment, demo, "contact")
    await screen.press(WizardText.BACK)
    await arrive(screen, IdentityText.HEADING)
    assert screen.field(IdentityText.NUMBER).value == NEWCOMER["avec-nir"].document_number
    await screen.press(WizardText.BACK)
    await arrive(screen, CivilStatusText.HEADING)
    assert screen.field(CivilStatusText.BIRTH_NAME).value == NEWCOMER["avec-nir"].birth_name
    assert screen.field(IdentifierText.NIR).value == NEWCOMER["avec-nir"].nir


@pytest.mark.parametrize(
    ("part", "heading"),
    [(SummaryText.CIVIL_STATUS, CivilStatusText.HEADING), (SummaryText.IDENTITY, IdentityText.HEADING)],
)
async def test_modifier_leads_back_to_the_recap(
    open_at: Open, enrolment: EnrolmentWizard, demo: Demo, part: str, heading: str
) -> None:
    """Each part is changed from the recap, and Continuer comes back to it."""
    screen = await at_step(open_at, enrolment, demo, "summary")
    await screen.press(SummaryText.modify(part))
    await arrive(screen, heading)
    await screen.press(WizardText.CONTINUE)
    await arrive(screen, SummaryText.HEADING)


async def test_a_lost_network_is_said_in_the_step(
    open_at: Open, enrolment: EnrolmentWizard, demo: Demo, network: Network
) -> None:
    """No network loses no step: it is said on top, and the button goes on once it is back."""
    screen = await at_step(open_at, enrolment, demo, "summary")
    network.cut = True
    await screen.press(SummaryText.CREATE)
    await screen.until(lambda: screen.says(ErrorText.UNSENT))
    assert screen.heading == SummaryText.HEADING
    network.cut = False
    await screen.press(SummaryText.CREATE)
    await arrive(screen, EnrolmentDoneText.HEADING)


@pytest.mark.parametrize("number", ["7 85 05 99 351 012", "3850599351012", "\u202a4 85 05 99 351 012"])
async def test_a_number_that_is_not_for_good_leads_on_without_it(
    open_at: Open, enrolment: EnrolmentWizard, number: str
) -> None:
    """Who is not registered for good is not sent to a sign-in: the enrolment gives the identifiant provisoire."""
    await enrolment.begin.run()
    screen = open_at(enrolment_step_path("civil_status"))
    await screen.until(lambda: screen.heading == CivilStatusText.HEADING)
    await screen.type(IdentifierText.NIR, number)
    await screen.press(WizardText.CONTINUE)
    await screen.until(lambda: screen.says(CivilStatusText.TEMPORARY))
    assert not screen.field(IdentifierText.NIR).error
    assert faults(enrolment.civil_status)["nir"] is Fault.TEMPORARY
    await screen.press(CivilStatusText.NO_NIR)
    assert not enrolment.civil_status.has_nir
    assert not screen.says(CivilStatusText.TEMPORARY)


async def test_one_leaves_and_comes_back(open_at: Open, enrolment: EnrolmentWizard, demo: Demo) -> None:
    """After Quitter the door offers to go on, at the same step."""
    screen = await at_step(open_at, enrolment, demo, "contact")
    await screen.press(EnrolmentText.QUIT)
    await screen.until(lambda: screen.route == routes.WELCOME)
    screen.go(ENROLMENT)
    await arrive(screen, EnrolmentText.HEADING)
    await screen.press(EnrolmentText.RESUME)
    await arrive(screen, ContactText.HEADING)


async def test_the_device_offers_what_was_begun_on_it(
    program: Program, client: Client, enrolment: EnrolmentWizard, demo: Demo, key: MemoryStore
) -> None:
    """The key kept, the door offers to go on after a restart; 24 hours later it says that the enrolment is gone."""
    await bring(enrolment, demo, "identity")
    kept = key.kept
    client.enrolments.forget()
    again = PageScope(client, program.session, program.page.device, DECLARED)
    screen = Flutter(ENROLMENT, program_view, replace(program, page=again))
    await screen.until(lambda: screen.says(EnrolmentText.RESUME_HERE))
    assert kept == key.kept
    await demo.advance(24 * 3600 + 1)
    await screen.press(EnrolmentText.RESUME)
    await screen.until(lambda: screen.says(EnrolmentText.LOST))
    assert not screen.says(EnrolmentText.RESUME_HERE)
    assert key.kept is None
    assert screen.crashes == []
    screen.close()


@pytest.mark.parametrize("step", ["civil_status", "identity", "contact", "code", "password", "summary"])
async def test_who_stands_at_a_step_after_a_restart_is_there_again(
    program: Program, client: Client, enrolment: EnrolmentWizard, demo: Demo, step: str
) -> None:
    """The program begun anew under the address of a step takes up what was begun there, and nobody has to ask."""
    await bring(enrolment, demo, step)
    client.enrolments.forget()
    again = PageScope(client, program.session, program.page.device, DECLARED)
    screen = Flutter(enrolment_step_path(step), program_view, replace(program, page=again))
    await arrive(screen, HEADINGS[step])
    assert screen.route == enrolment_step_path(step)
    assert screen.crashes == []
    screen.close()


async def test_an_address_of_a_step_says_that_its_draft_is_over(
    program: Program, client: Client, enrolment: EnrolmentWizard, demo: Demo, key: MemoryStore
) -> None:
    """A day later there is the door, which says why."""
    await bring(enrolment, demo, "identity")
    client.enrolments.forget()
    await demo.advance(24 * 3600 + 1)
    again = PageScope(client, program.session, program.page.device, DECLARED)
    screen = Flutter(enrolment_step_path("identity"), program_view, replace(program, page=again))
    await screen.until(lambda: screen.says(EnrolmentText.LOST))
    assert screen.heading == EnrolmentText.HEADING
    assert key.kept is None
    assert screen.crashes == []
    screen.close()


async def test_a_draft_that_ends_in_a_step_says_so(
    open_at: Open, enrolment: EnrolmentWizard, demo: Demo
) -> None:
    """The person is not left on a step that leads nowhere, nor told to sign in."""
    screen = await at_step(open_at, enrolment, demo, "identity")
    await demo.advance(24 * 3600 + 1)
    await screen.type(IdentityText.NUMBER, NEWCOMER["avec-nir"].document_number or "")
    await screen.press(WizardText.CONTINUE)
    await screen.until(lambda: screen.says(EnrolmentText.LOST))
    await screen.press(EnrolmentText.BEGIN)
    await arrive(screen, CivilStatusText.HEADING)


async def test_a_contact_never_proved_asks_for_the_date(
    open_at: Open, enrolment: EnrolmentWizard, demo: Demo
) -> None:
    """The code given, the date of birth is asked; another is said to be wrong, and what was typed stays."""
    await bring(enrolment, demo, "code")
    screen = open_at(ENROLMENT_RESUMPTION)
    await arrive(screen, ResumptionText.HEADING)
    await choose(screen, "mail")
    await screen.type(ContactText.MAIL, MAIL)
    await screen.press(ContactText.SEND)
    await type_code(screen, demo)
    await arrive(screen, ErrorText.BIRTH_DATE)
    await screen.press(WizardText.CONTINUE)
    await screen.until(lambda: screen.says("Une correction à faire"))
    for field, text in (
        (DateText.DAY, "16"),
        (DateText.MONTH, "03"),
        (DateText.YEAR, "1992"),
    ):
        await screen.type(field, text)
    await screen.press(WizardText.CONTINUE)
    await screen.until(lambda: screen.says(BirthDateText.another_date(4)))
    assert screen.field(DateText.DAY).value == "16"
    await screen.type(DateText.DAY, "17")
    await screen.press(WizardText.CONTINUE)
    await arrive(screen, PasswordText.HEADING)


async def test_it_is_taken_up_by_the_contact(open_at: Open, enrolment: EnrolmentWizard, demo: Demo) -> None:
    """Contact, code, and the step where it stood; an enrolment under way here is no obstacle."""
    await bring(enrolment, demo, "password")
    screen = open_at(ENROLMENT)
    await arrive(screen, EnrolmentText.HEADING)
    await screen.press(EnrolmentText.ELSEWHERE)
    await arrive(screen, ResumptionText.HEADING)
    await choose(screen, "mail")
    await screen.type(ContactText.MAIL, MAIL)
    await screen.press(ContactText.SEND)
    await type_code(screen, demo)
    await arrive(screen, ErrorText.BIRTH_DATE)
    for field, text in zip(
        (DateText.YEAR, DateText.MONTH, DateText.DAY),
        NEWCOMER["avec-nir"].birth_date.split("-"),
        strict=True,
    ):
        await screen.type(field, text)
    await screen.press(WizardText.CONTINUE)
    await arrive(screen, PasswordText.HEADING)


@pytest.mark.parametrize(
    ("label", "commune", "written"),
    [
        ("Rennes", "35238", "Rennes (35)"),
        ("Ajaccio", "2A004", "Ajaccio (2A)"),
        ("Saint-Denis", "97411", "Saint-Denis (974)"),
        ("Pologne", "", "Pologne"),
    ],
)
def test_a_commune_is_told_from_those_of_its_name(label: str, commune: str, written: str) -> None:
    """What is read once more before it is sent says which Saint-Denis it is."""
    assert SummaryText.place(label, commune) == written
