from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import flet as ft
import pytest

from app import routes
from app.creation import Creation
from tests.app.enrolling import MAIL, NEWCOMER, PASSWORD, bring, fill_civil_status
from tests.views.flutter import Flutter
from views.design import tokens
from views.strings import (
    BenefitsText,
    CivilStatusText,
    CodeText,
    ContactText,
    CreationText,
    DoneText,
    ErrorText,
    HomeText,
    IdentityText,
    LoginText,
    PasswordText,
    ResetText,
    ResumptionText,
    ShellText,
    SummaryText,
)
from views.strings.account import benefit as benefit_name

if TYPE_CHECKING:
    from api_client import Client
    from app.forgotten_password import ForgottenPassword
    from tests.app.conftest import Demo, Find, MemoryStore, Network
    from tests.views.conftest import Open
    from views.context import Program

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
    open_at: Open, creation: Creation, demo: Demo, step: str, case: str = "avec-nir"
) -> Flutter:
    await bring(creation, demo, step, case)
    screen = open_at(routes.creation_step(step))
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
        await screen.type(LoginText.NIR, person.nir)
    await choose(screen, person.civility)
    await screen.type(CivilStatusText.BIRTH_NAME, person.birth_name)
    await screen.type(CivilStatusText.FIRST_NAMES, " ".join(person.first_names))
    await screen.type(CivilStatusText.DAY, day)
    await screen.type(CivilStatusText.MONTH, month)
    await screen.type(CivilStatusText.YEAR, year)


async def choose_place(screen: Flutter, typed: str, listed: str) -> None:
    await screen.type(CivilStatusText.BIRTH_PLACE, typed)
    await screen.until(lambda: screen.says(listed))
    await screen.press(listed)
    await screen.until(lambda: len(screen.controls(ft.TextField)) > 0 and not screen.says("trouvé"))


async def type_code(screen: Flutter, demo: Demo, *, sms: bool = False) -> None:
    await arrive(screen, CodeText.HEADING)
    await screen.type(CodeText.label(sms=sms), await demo.code())
    await screen.press(CodeText.SUBMIT)


async def choose_password(screen: Flutter, button: str, value: str = PASSWORD) -> None:
    await screen.type(PasswordText.NEW, value)
    await screen.type(PasswordText.AGAIN, value)
    await screen.press(button)


@in_both_layouts
async def test_from_the_door_to_mon_compte(open_at: Open, demo: Demo) -> None:
    """By what is typed and pressed alone: each step leads to the next, and the end to the sign-in."""
    screen = open_at(routes.CREATION)
    await arrive(screen, CreationText.HEADING)
    await screen.press(CreationText.BEGIN)
    await arrive(screen, CivilStatusText.HEADING)
    await type_civil_status(screen, "avec-nir")
    await choose_place(screen, "renn", "Rennes (Ille-et-Vilaine)")
    assert screen.field(CivilStatusText.BIRTH_PLACE).value == "Rennes"
    await screen.press(CreationText.CONTINUE)
    await arrive(screen, IdentityText.HEADING)
    await screen.type(IdentityText.NUMBER, NEWCOMER["avec-nir"].document_number or "")
    await screen.press(CreationText.CONTINUE)
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
    assert screen.says("m•••@exemple.fr")
    assert not screen.says(PASSWORD)
    await screen.press(SummaryText.CREATE)
    await arrive(screen, DoneText.HEADING)
    assert screen.says(DoneText.LEAD_NIR)
    await screen.press(DoneText.SIGN_IN)
    await arrive(screen, LoginText.HEADING)
    await screen.type(LoginText.NIR, NEWCOMER["avec-nir"].nir or "")
    await screen.type(LoginText.PASSWORD, PASSWORD)
    await screen.press(LoginText.SUBMIT)
    await arrive(screen, HomeText.HEADING)


async def test_the_identifiant_provisoire_is_shown_and_copied(
    open_at: Open, creation: Creation, demo: Demo
) -> None:
    """Without a NIR it is shown grouped at the end, and one button copies it as it signs in."""
    screen = await at_step(open_at, creation, demo, "summary", "sans-nir")
    assert screen.says(SummaryText.NO_NIR)
    await screen.press(SummaryText.CREATE)
    await arrive(screen, DoneText.HEADING)
    assert creation.completion is not None
    assert creation.completion.provisional is not None
    identifier = creation.completion.provisional.get_secret_value()
    shown = f"{identifier[0]} {identifier[1:5]} {identifier[5:9]} {identifier[9]}"
    assert screen.says(shown)
    await screen.press(DoneText.COPY)
    await screen.until(lambda: screen.says(DoneText.COPIED))
    assert screen.copied == identifier


@pytest.mark.parametrize("step", HEADINGS)
async def test_who_has_begun_nothing_meets_the_door(open_at: Open, step: str) -> None:
    """The address of a step opens nothing by itself."""
    screen = open_at(routes.creation_step(step))
    await arrive(screen, CreationText.HEADING)


async def test_no_step_is_skipped_by_its_address(open_at: Open, creation: Creation, demo: Demo) -> None:
    """Who has come to the document and asks for the recap is led to what is due."""
    screen = await at_step(open_at, creation, demo, "identity")
    screen.go(routes.creation_step("summary"))
    await screen.until(lambda: screen.route == routes.creation_step("identity"))
    await arrive(screen, IdentityText.HEADING)


async def test_each_fault_is_tied_to_its_field(open_at: Open, creation: Creation, demo: Demo) -> None:
    """Each says what is wrong with it; the summary leads to each, the first has the focus, and none is replaced."""
    screen = await at_step(open_at, creation, demo, "civil_status")
    await screen.press(CreationText.CONTINUE)
    await screen.until(lambda: bool(screen.focused))
    assert screen.focused == [screen.field(LoginText.NIR)._i]
    name = screen.field(CivilStatusText.BIRTH_NAME)
    assert name.error == "Tapez votre nom de naissance."
    assert screen.field(CivilStatusText.USED_NAME).error is None
    assert screen.says("6 corrections à faire")
    await screen.press(f"{CivilStatusText.BIRTH_NAME} : {name.error}")
    assert screen.focused[-1] == screen.field(CivilStatusText.BIRTH_NAME)._i
    await screen.type(CivilStatusText.BIRTH_NAME, "Le Goff")
    assert screen.field(CivilStatusText.BIRTH_NAME)._i == name._i
    assert screen.field(CivilStatusText.BIRTH_NAME).error is None


async def test_a_nir_that_contradicts_is_asked_about(open_at: Open, creation: Creation, demo: Demo) -> None:
    """The question names what differs, aloud, and one button goes on."""
    screen = await at_step(open_at, creation, demo, "civil_status")
    fill_civil_status(creation, civility="monsieur")
    await screen.press(CreationText.CONTINUE)
    await screen.until(lambda: screen.says(CivilStatusText.QUESTION["nir_sex"]))
    assert not screen.says(CivilStatusText.QUESTION["nir_birth_date"])
    await screen.press(CivilStatusText.CONFIRM)
    await arrive(screen, IdentityText.HEADING)


async def test_too_young_says_what_to_do(open_at: Open, creation: Creation, demo: Demo) -> None:
    """A clear refusal, with who can see the rights meanwhile."""
    screen = await at_step(open_at, creation, demo, "civil_status")
    fill_civil_status(creation, "trop-jeune")
    await screen.press(CreationText.CONTINUE)
    await screen.until(lambda: screen.says(CivilStatusText.TOO_YOUNG))
    assert screen.says(CivilStatusText.TOO_YOUNG_MORE)


async def test_no_place_of_that_name(open_at: Open, creation: Creation, demo: Demo) -> None:
    """It is said rather than left to guess."""
    screen = await at_step(open_at, creation, demo, "civil_status")
    await screen.type(CivilStatusText.BIRTH_PLACE, "xqzw")
    await screen.until(lambda: screen.says(CivilStatusText.NO_PLACE))


@pytest.mark.parametrize("case", ["piece-perimee", "piece-d-autrui", "piece-inconnue"])
async def test_a_refused_document_says_why(open_at: Open, creation: Creation, demo: Demo, case: str) -> None:
    """The verdict is the error of the number's own field."""
    person = NEWCOMER[case]
    screen = await at_step(open_at, creation, demo, "identity", case)
    await choose(screen, person.document_kind)
    await screen.type(IdentityText.NUMBER, person.document_number or "")
    await screen.press(CreationText.CONTINUE)
    await screen.until(lambda: bool(screen.field(IdentityText.NUMBER).error))
    assert screen.field(IdentityText.NUMBER).error == IdentityText.REFUSED[person.outcome]
    await screen.until(lambda: screen.focused == [screen.field(IdentityText.NUMBER)._i])


async def test_a_document_that_could_not_be_checked_is_said(
    open_at: Open, creation: Creation, demo: Demo
) -> None:
    """The person goes on, and knows that a copy may be asked for."""
    person = NEWCOMER["verification-en-panne"]
    screen = await at_step(open_at, creation, demo, "identity", "verification-en-panne")
    await choose(screen, person.document_kind)
    await screen.type(IdentityText.NUMBER, person.document_number or "")
    await screen.press(CreationText.CONTINUE)
    await arrive(screen, ContactText.HEADING)
    assert screen.says(IdentityText.TO_CHECK)


async def test_a_scan_is_sent_refused_and_removed(open_at: Open, creation: Creation, demo: Demo) -> None:
    """What becomes of each file is said, and another can be chosen whatever came of the one before."""
    screen = await at_step(open_at, creation, demo, "identity", "sans-piece")
    await choose(screen, "none")
    await screen.press(CreationText.CONTINUE)
    await screen.until(lambda: screen.says(IdentityText.SCAN_LEAD))
    await screen.press(IdentityText.CHOOSE)  # the dialogue closed without a file
    screen.picked = ("photo.png", b"<!doctype html><p>no picture</p>")
    await screen.press(IdentityText.CHOOSE)
    await screen.until(lambda: screen.says(IdentityText.WRONG_TYPE))
    screen.picked = ("film.pdf", b"%PDF-1.7\n" + b"0" * 10 * 1024 * 1024)
    await screen.press(IdentityText.CHOOSE)
    await screen.until(lambda: screen.says(IdentityText.TOO_LARGE))
    assert not screen.says(IdentityText.WRONG_TYPE)
    screen.picked = ("pièce.pdf", b"%PDF-1.7\n" + b"0" * 5000)
    await screen.press(IdentityText.CHOOSE)
    await screen.until(lambda: screen.says(IdentityText.sent("pièce.pdf")))
    assert not screen.says(IdentityText.TOO_LARGE)
    await screen.press(IdentityText.REMOVE)
    await screen.until(lambda: not screen.says(IdentityText.sent("pièce.pdf")))
    await screen.press(CreationText.CONTINUE)
    await arrive(screen, ContactText.HEADING)


async def test_a_contact_typed_differently_is_said(open_at: Open, creation: Creation, demo: Demo) -> None:
    """At the second field, which has the focus."""
    screen = await at_step(open_at, creation, demo, "contact")
    await screen.type(ContactText.SMS, "06 12 34 56 42")
    await screen.type(ContactText.SMS_AGAIN, "06 12 34 56 43")
    await screen.press(ContactText.SEND)
    assert screen.field(ContactText.SMS_AGAIN).error == ContactText.DIFFERENT
    await screen.until(lambda: screen.focused == [screen.field(ContactText.SMS_AGAIN)._i])


async def test_the_contact_is_modified_from_the_code(open_at: Open, creation: Creation, demo: Demo) -> None:
    """What was typed is there to be mended, and the wrong code before it is forgotten."""
    screen = await at_step(open_at, creation, demo, "code")
    label = CodeText.label(sms=False)
    right = await demo.code()
    await screen.type(label, "000000" if right != "000000" else "111111")
    await screen.press(CodeText.SUBMIT)
    await screen.until(lambda: screen.field(label).error == ErrorText.code_refused(4))
    await screen.press(CodeText.MODIFY)
    await arrive(screen, ContactText.HEADING)
    assert screen.field(ContactText.MAIL).value == MAIL
    await choose(screen, "sms")
    await screen.type(ContactText.SMS, "06 12 34 56 42")
    await screen.type(ContactText.SMS_AGAIN, "06 12 34 56 42")
    await screen.press(ContactText.SEND)
    await type_code(screen, demo, sms=True)
    await arrive(screen, PasswordText.HEADING)


async def test_the_rules_turn_as_one_types(open_at: Open, creation: Creation, demo: Demo) -> None:
    """Each rule says in words whether it is met, politely once it is; a common password is said at the field."""
    screen = await at_step(open_at, creation, demo, "password")

    def said(rule: str) -> tuple[str, bool | None]:
        [node] = [
            node
            for node in screen.controls(ft.Semantics)
            if str(node.label).startswith(PasswordText.RULE[rule])
        ]
        return str(node.label), node.live_region

    assert said("digit") == (f"{PasswordText.RULE['digit']} : {PasswordText.UNMET}", None)
    await screen.type(PasswordText.NEW, "Password123")
    assert said("digit") == (f"{PasswordText.RULE['digit']} : {PasswordText.MET}", True)
    await screen.type(PasswordText.AGAIN, "Password123")
    await screen.press(PasswordText.CHOOSE)
    await screen.until(lambda: screen.field(PasswordText.NEW).error == PasswordText.COMMON)


async def test_back_keeps_what_was_typed(open_at: Open, creation: Creation, demo: Demo) -> None:
    """From step to step and back, every field holds what it held."""
    screen = await at_step(open_at, creation, demo, "contact")
    await screen.press(CreationText.BACK)
    await arrive(screen, IdentityText.HEADING)
    assert screen.field(IdentityText.NUMBER).value == NEWCOMER["avec-nir"].document_number
    await screen.press(CreationText.BACK)
    await arrive(screen, CivilStatusText.HEADING)
    assert screen.field(CivilStatusText.BIRTH_NAME).value == NEWCOMER["avec-nir"].birth_name
    assert screen.field(LoginText.NIR).value == NEWCOMER["avec-nir"].nir


@pytest.mark.parametrize(
    ("part", "heading"),
    [(SummaryText.CIVIL_STATUS, CivilStatusText.HEADING), (SummaryText.IDENTITY, IdentityText.HEADING)],
)
async def test_modifier_leads_back_to_the_recap(
    open_at: Open, creation: Creation, demo: Demo, part: str, heading: str
) -> None:
    """Each part is changed from the recap, and Continuer comes back to it."""
    screen = await at_step(open_at, creation, demo, "summary")
    await screen.press(SummaryText.modify(part))
    await arrive(screen, heading)
    await screen.press(CreationText.CONTINUE)
    await arrive(screen, SummaryText.HEADING)


async def test_a_lost_network_is_said_in_the_step(
    open_at: Open, creation: Creation, demo: Demo, network: Network
) -> None:
    """No network loses no step: it is said on top, and the button goes on once it is back."""
    screen = await at_step(open_at, creation, demo, "summary")
    network.cut = True
    await screen.press(SummaryText.CREATE)
    await screen.until(lambda: screen.says(ErrorText.OFFLINE))
    assert screen.heading == SummaryText.HEADING
    network.cut = False
    await screen.press(SummaryText.CREATE)
    await arrive(screen, DoneText.HEADING)


async def test_one_leaves_and_comes_back(open_at: Open, creation: Creation, demo: Demo) -> None:
    """After Quitter the door offers to go on, at the same step."""
    screen = await at_step(open_at, creation, demo, "contact")
    await screen.press(CreationText.QUIT)
    await screen.until(lambda: screen.route == routes.WELCOME)
    screen.go(routes.CREATION)
    await arrive(screen, CreationText.HEADING)
    await screen.press(CreationText.RESUME)
    await arrive(screen, ContactText.HEADING)


async def test_the_device_offers_what_was_begun_on_it(
    program: Program, client: Client, creation: Creation, demo: Demo, key: MemoryStore
) -> None:
    """The key kept, the door offers to go on after a restart; 24 hours later it says that the creation is gone."""
    await bring(creation, demo, "identity")
    kept = key.kept
    client.enrolments.forget()
    again = Creation(client, key, peek=program.session.peek, observe=program.session.observe)
    screen = Flutter(replace(program, creation=again), routes.CREATION)
    await screen.until(lambda: screen.says(CreationText.RESUME_HERE))
    assert kept == key.kept
    await demo.advance(24 * 3600 + 1)
    await screen.press(CreationText.RESUME)
    await screen.until(lambda: screen.says(CreationText.LOST))
    assert not screen.says(CreationText.RESUME_HERE)
    assert key.kept is None
    assert screen.crashes == []
    screen.close()


async def test_a_draft_that_ends_in_a_step_says_so(open_at: Open, creation: Creation, demo: Demo) -> None:
    """The person is not left on a step that leads nowhere, nor told to sign in."""
    screen = await at_step(open_at, creation, demo, "identity")
    await demo.advance(24 * 3600 + 1)
    await screen.type(IdentityText.NUMBER, NEWCOMER["avec-nir"].document_number or "")
    await screen.press(CreationText.CONTINUE)
    await screen.until(lambda: screen.says(CreationText.LOST))
    await screen.press(CreationText.BEGIN)
    await arrive(screen, CivilStatusText.HEADING)


async def test_it_is_taken_up_by_the_contact(open_at: Open, creation: Creation, demo: Demo) -> None:
    """Contact, code, and the step where it stood; a creation under way here is no obstacle."""
    await bring(creation, demo, "password")
    screen = open_at(routes.CREATION)
    await arrive(screen, CreationText.HEADING)
    await screen.press(CreationText.ELSEWHERE)
    await arrive(screen, ResumptionText.HEADING)
    await choose(screen, "mail")
    await screen.type(ContactText.MAIL, MAIL)
    await screen.press(ContactText.SEND)
    await type_code(screen, demo)
    await arrive(screen, PasswordText.HEADING)


@in_both_layouts
async def test_a_forgotten_password_leads_to_mon_compte(open_at: Open, demo: Demo, find: Find) -> None:
    """Identifier, channel, code, new password, each a screen with its title, and signed in at the end."""
    screen = open_at(routes.LOGIN)
    await arrive(screen, LoginText.HEADING)
    await screen.press(LoginText.FORGOTTEN)
    await arrive(screen, ResetText.HEADING)
    await screen.press(CreationText.CONTINUE)
    await screen.until(lambda: screen.focused == [screen.field(LoginText.NIR)._i])
    await screen.type(LoginText.NIR, find("responsable-couple").identifier)
    await screen.press(CreationText.CONTINUE)
    await arrive(screen, ResetText.CHANNEL_HEADING)
    await screen.press(ResetText.channel(sms=True, destination="06 •• •• •• 18"))
    await type_code(screen, demo, sms=True)
    await arrive(screen, ResetText.PASSWORD_HEADING)
    await choose_password(screen, ResetText.SAVE)
    await arrive(screen, HomeText.HEADING)


async def test_nobody_sees_the_same_screens(open_at: Open, forgotten: ForgottenPassword) -> None:
    """Neither the code nor the old password tells whether there is an account."""
    screen = open_at(routes.FORGOTTEN)
    await arrive(screen, ResetText.HEADING)
    await screen.type(LoginText.NIR, "1990175112045")
    await screen.press(CreationText.CONTINUE)
    await arrive(screen, ResetText.CHANNEL_HEADING)
    [first, *_] = forgotten.channels
    to = ResetText.channel(sms=first.channel == "sms", destination=first.masked_destination)
    await screen.press(f"{ResetText.OLD_SEND} {to[0].lower()}{to[1:]}")
    await screen.until(lambda: screen.says(ResetText.OLD_SENT))
    await screen.press(to)
    await arrive(screen, CodeText.HEADING)
    assert screen.says(first.masked_destination)


async def test_a_benefit_leads_to_an_account_and_back(open_at: Open, creation: Creation, demo: Demo) -> None:
    """From the catalogue through the creation and the first sign-in to the benefit's own page."""
    name = benefit_name("apl")
    screen = open_at(routes.BENEFITS)
    await screen.until(lambda: screen.says(name))
    await screen.press(name)
    await arrive(screen, name)
    await screen.press(BenefitsText.REQUEST)
    await screen.press(BenefitsText.CREATE)
    await arrive(screen, CreationText.HEADING)
    assert screen.says(CreationText.for_benefit(name))
    await bring(creation, demo, "summary")
    screen.go(routes.creation_step("summary"))
    await arrive(screen, SummaryText.HEADING)
    await screen.press(SummaryText.CREATE)
    await arrive(screen, DoneText.HEADING)
    await screen.press(DoneText.SIGN_IN)
    await arrive(screen, LoginText.HEADING)
    await screen.type(LoginText.NIR, NEWCOMER["avec-nir"].nir or "")
    await screen.type(LoginText.PASSWORD, PASSWORD)
    await screen.press(LoginText.SUBMIT)
    await arrive(screen, name)
    assert screen.route == routes.benefit("apl")
    assert screen.says(BenefitsText.KEPT_MORE)


async def test_who_has_an_account_signs_in_to_the_benefit(open_at: Open, find: Find) -> None:
    """The page asked for comes after the form."""
    screen = open_at(routes.benefit("apl"))
    await arrive(screen, benefit_name("apl"))
    await screen.press(BenefitsText.REQUEST)
    await screen.press(BenefitsText.HAVE)
    await arrive(screen, LoginText.HEADING)
    account = find("responsable-couple")
    await screen.type(LoginText.NIR, account.identifier)
    await screen.type(LoginText.PASSWORD, account.password)
    await screen.press(LoginText.SUBMIT)
    await arrive(screen, benefit_name("apl"))
