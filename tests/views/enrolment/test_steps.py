from __future__ import annotations

from typing import TYPE_CHECKING

import flet as ft
import pytest

from app.enrolment.paths import ENROLMENT, enrolment_step_path
from semantics import Field, marked
from tests.app.enrolment_steps import MAIL, NEWCOMER, bring, fill_civil_status
from tests.support.files import pdf, picture
from tests.views.enrolment_steps import arrive, at_step, choose, choose_place, type_code
from views.enrolment.text import CivilStatusText, EnrolmentText
from views.shell.error_text import ErrorText
from views.shell.text import WizardText
from views.steps.document_text import SendingText
from views.steps.text import CodeText, ContactText, IdentifierText, IdentityText, PasswordText

if TYPE_CHECKING:
    from api_client import Client
    from app.enrolment.wizard import EnrolmentWizard
    from tests.app.conftest import Demo
    from tests.views.conftest import Open


async def test_each_fault_is_tied_to_its_field(open_at: Open, enrolment: EnrolmentWizard, demo: Demo) -> None:
    """Each says what is wrong with it; the summary leads to each, the first has the focus, and none is replaced."""
    screen = await at_step(open_at, enrolment, demo, "civil_status")
    await screen.press(WizardText.CONTINUE)
    await screen.until(lambda: bool(screen.focused))
    assert screen.focused == [screen.field(IdentifierText.NIR)._i]
    name = screen.field(CivilStatusText.BIRTH_NAME)
    assert name.error == "Tapez votre nom de naissance."
    assert screen.field(CivilStatusText.USED_NAME).error is None
    assert screen.says("6 corrections à faire")
    await screen.press(f"{CivilStatusText.BIRTH_NAME} : {name.error}")
    assert screen.focused[-1] == screen.field(CivilStatusText.BIRTH_NAME)._i
    await screen.type(CivilStatusText.BIRTH_NAME, "Le Goff")
    assert screen.field(CivilStatusText.BIRTH_NAME)._i == name._i
    assert screen.field(CivilStatusText.BIRTH_NAME).error is None


async def test_enter_does_not_send_a_long_form(open_at: Open, enrolment: EnrolmentWizard, demo: Demo) -> None:
    """Seven fields are left for the one button: Enter in the first would say that the six others are missing."""
    screen = await at_step(open_at, enrolment, demo, "civil_status")
    assert {field.on_submit for field in screen.controls(ft.TextField)} == {None}


async def test_a_nir_that_contradicts_is_asked_about(
    open_at: Open, enrolment: EnrolmentWizard, demo: Demo
) -> None:
    """The question names what differs, aloud, and one button goes on."""
    screen = await at_step(open_at, enrolment, demo, "civil_status")
    fill_civil_status(enrolment, civility="monsieur")
    await screen.press(WizardText.CONTINUE)
    await screen.until(lambda: screen.says(CivilStatusText.QUESTION["nir_sex"]))
    assert not screen.says(CivilStatusText.QUESTION["nir_birth_date"])
    await screen.press(CivilStatusText.CONFIRM)
    await arrive(screen, IdentityText.HEADING)


async def test_a_drawing_that_comes_late_leaves_the_choice(
    open_at: Open, enrolment: EnrolmentWizard, demo: Demo
) -> None:
    """What a slow program still draws for the keys typed before knows nothing of the choice made since."""
    screen = await at_step(open_at, enrolment, demo, "civil_status")
    state = enrolment.civil_status
    [group] = screen.controls(ft.RadioGroup)
    await screen.choose(group, "madame", meanwhile=lambda: state.nir.type("2920335238114"))
    assert state.civility.value == "madame"
    assert [group.value for group in screen.controls(ft.RadioGroup)] == ["madame"]
    await screen.choose(group, "monsieur", meanwhile=lambda: state.nir.type("1920335238114"))
    assert state.civility.value == "monsieur"
    state.civility.choose("madame")
    await screen.until(lambda: [group.value for group in screen.controls(ft.RadioGroup)] == ["madame"])


async def test_too_young_says_what_to_do(open_at: Open, enrolment: EnrolmentWizard, demo: Demo) -> None:
    """A clear refusal, with who can see the rights meanwhile."""
    screen = await at_step(open_at, enrolment, demo, "civil_status")
    fill_civil_status(enrolment, "trop-jeune")
    await screen.press(WizardText.CONTINUE)
    await screen.until(lambda: screen.says(ErrorText.TOO_YOUNG))
    assert screen.says(ErrorText.TOO_YOUNG_MORE)


@pytest.mark.parametrize(
    ("typed", "listed", "chosen"),
    [
        ("Casablanca", "Maroc (Casablanca)", "Maroc"),
        ("Londres", "Royaume-Uni (Londres)", "Royaume-Uni"),
        (
            "Châlons-sur-Marne",
            "Châlons-en-Champagne, anciennement Châlons-sur-Marne (Marne)",
            "Châlons-en-Champagne",
        ),
        ("Yougoslavie", "Croatie, anciennement Yougoslavie", "Croatie"),
    ],
)
async def test_the_place_of_today_is_chosen_by_a_city_or_a_name_of_before(
    open_at: Open, enrolment: EnrolmentWizard, demo: Demo, *, typed: str, listed: str, chosen: str
) -> None:
    """Who was born abroad is told to choose the country, which stands there; a name of before is told as such."""
    screen = await at_step(open_at, enrolment, demo, "civil_status")
    await screen.type(CivilStatusText.BIRTH_PLACE, typed)
    await screen.until(lambda: screen.says(listed))
    assert screen.says(CivilStatusText.ABROAD)
    await screen.press(listed)
    await screen.until(lambda: screen.field(CivilStatusText.BIRTH_PLACE).value == chosen)


async def test_no_place_of_that_name(open_at: Open, enrolment: EnrolmentWizard, demo: Demo) -> None:
    """It is said rather than left to guess, and what to type instead, abroad as in France."""
    screen = await at_step(open_at, enrolment, demo, "civil_status")
    await screen.type(CivilStatusText.BIRTH_PLACE, "xqzw")
    await screen.until(lambda: screen.says(CivilStatusText.NO_PLACE))


async def test_documents_that_can_be_shown_are_offered(
    open_at: Open, enrolment: EnrolmentWizard, demo: Demo
) -> None:
    """What FranceConnect alone can say of an identity is no choice of the person's."""
    screen = await at_step(open_at, enrolment, demo, "identity")
    offered = [radio.value for radio in screen.controls(ft.Radio)]
    assert offered == ["cni", "passport", "residence_permit", "none"]


@pytest.mark.parametrize("case", ["piece-perimee", "piece-d-autrui", "piece-inconnue"])
async def test_a_refused_document_says_why(
    open_at: Open, enrolment: EnrolmentWizard, demo: Demo, case: str
) -> None:
    """The verdict is the error of the number's own field."""
    person = NEWCOMER[case]
    screen = await at_step(open_at, enrolment, demo, "identity", case)
    await choose(screen, person.document_kind)
    await screen.type(IdentityText.NUMBER, person.document_number or "")
    await screen.press(WizardText.CONTINUE)
    await screen.until(lambda: bool(screen.field(IdentityText.NUMBER).error))
    assert screen.field(IdentityText.NUMBER).error == ErrorText.DOCUMENT_REFUSED[person.outcome]
    await screen.until(lambda: screen.focused == [screen.field(IdentityText.NUMBER)._i])


async def test_a_document_that_could_not_be_checked_is_said(
    open_at: Open, enrolment: EnrolmentWizard, demo: Demo
) -> None:
    """The person goes on, and knows that a copy may be asked for."""
    person = NEWCOMER["verification-en-panne"]
    screen = await at_step(open_at, enrolment, demo, "identity", "verification-en-panne")
    await choose(screen, person.document_kind)
    await screen.type(IdentityText.NUMBER, person.document_number or "")
    await screen.press(WizardText.CONTINUE)
    await arrive(screen, ContactText.HEADING)
    assert screen.says(IdentityText.TO_CHECK)


async def test_a_scan_is_sent_refused_and_removed(
    open_at: Open, enrolment: EnrolmentWizard, demo: Demo
) -> None:
    """What becomes of each file is said, and another can be chosen whatever came of the one before."""
    screen = await at_step(open_at, enrolment, demo, "identity", "sans-piece")
    await choose(screen, "none")
    await screen.until(lambda: screen.says(IdentityText.SCAN_LEAD))
    await screen.press(IdentityText.CHOOSE)  # the dialogue closed without a file
    screen.picked = ("photo.png", b"<!doctype html><p>no picture</p>")
    await screen.press(IdentityText.CHOOSE)
    await screen.until(lambda: screen.says(ErrorText.SCAN_REFUSED["scan_type_refused"][1]))
    screen.picked = ("photo.jpg", picture("JPEG")[:-300])
    await screen.press(IdentityText.CHOOSE)
    await screen.until(lambda: screen.says(ErrorText.SCAN_REFUSED["scan_damaged"][0]))
    screen.picked = ("film.pdf", b"%PDF-1.7\n" + b"0" * 10 * 1024 * 1024)
    await screen.press(IdentityText.CHOOSE)
    await screen.until(lambda: screen.says(ErrorText.SCAN_TOO_LARGE))
    assert not screen.says(ErrorText.SCAN_REFUSED["scan_damaged"][0])
    screen.picked = ("pièce.pdf", pdf(padding=5000))
    await screen.press(IdentityText.CHOOSE)
    await screen.until(lambda: screen.says(SendingText.sent("pièce.pdf")))
    assert not screen.says(ErrorText.SCAN_TOO_LARGE)
    await screen.press(SendingText.REMOVE)
    await screen.until(lambda: not screen.says(SendingText.sent("pièce.pdf")))
    await screen.press(WizardText.CONTINUE)
    await arrive(screen, ContactText.HEADING)


async def test_who_has_no_document_goes_on_at_once(
    open_at: Open, enrolment: EnrolmentWizard, demo: Demo
) -> None:
    """What can be sent is shown with the choice, and one "Continuer" goes on without."""
    screen = await at_step(open_at, enrolment, demo, "identity", "sans-piece")
    await choose(screen, "none")
    await screen.press(WizardText.CONTINUE)
    await arrive(screen, ContactText.HEADING)
    assert enrolment.draft is not None
    assert enrolment.draft.identity is not None
    assert enrolment.draft.identity.kind == "none"


async def test_a_scan_cut_by_a_stop_is_chosen_again(
    open_at: Open, enrolment: EnrolmentWizard, demo: Demo, client: Client
) -> None:
    """The program that was started again says that it holds the file no more, and goes on with it once chosen."""
    content = pdf(padding=5000)
    await bring(enrolment, demo, "identity", "sans-piece")
    enrolment.identity.choose("none")
    await enrolment.identity.run()
    await client.enrolments.scans.start("pièce.pdf", len(content))
    await enrolment.resume.run()
    screen = open_at(enrolment_step_path("identity"))
    await screen.until(lambda: screen.says(SendingText.INTERRUPTED_MORE))
    screen.picked = ("pièce.pdf", content)
    await screen.press(SendingText.CHOOSE_AGAIN)
    await screen.until(lambda: screen.says(SendingText.sent("pièce.pdf")))
    assert not screen.says(SendingText.INTERRUPTED)


async def test_a_contact_typed_differently_is_said(
    open_at: Open, enrolment: EnrolmentWizard, demo: Demo
) -> None:
    """At the second field, which has the focus."""
    screen = await at_step(open_at, enrolment, demo, "contact")
    await screen.type(ContactText.SMS, "06 12 34 56 42")
    await screen.type(ContactText.SMS_AGAIN, "06 12 34 56 43")
    await screen.press(ContactText.SEND)
    assert screen.field(ContactText.SMS_AGAIN).error == ContactText.DIFFERENT
    await screen.until(lambda: screen.focused == [screen.field(ContactText.SMS_AGAIN)._i])


async def test_the_contact_is_modified_from_the_code(
    open_at: Open, enrolment: EnrolmentWizard, demo: Demo
) -> None:
    """What was typed is there to be mended, and the wrong code before it is forgotten."""
    screen = await at_step(open_at, enrolment, demo, "code")
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


async def test_a_place_is_said_when_it_is_chosen(
    open_at: Open, enrolment: EnrolmentWizard, demo: Demo
) -> None:
    """It stands there for who comes back to the step, and is no news to them."""
    screen = await at_step(open_at, enrolment, demo, "civil_status")
    chosen = CivilStatusText.chosen("Rennes (Ille-et-Vilaine)")

    def is_said() -> bool:
        return any(
            node.live_region and isinstance(node.content, ft.Text) and node.content.semantics_label == chosen
            for node in screen.controls(ft.Semantics)
        )

    await choose_place(screen, "rennes", "Rennes (Ille-et-Vilaine)")
    assert is_said()
    screen.go(ENROLMENT)
    await arrive(screen, EnrolmentText.HEADING)
    screen.go(enrolment_step_path("civil_status"))
    await screen.until(lambda: screen.says(chosen))
    assert not is_said()


async def test_the_rules_turn_as_one_types(open_at: Open, enrolment: EnrolmentWizard, demo: Demo) -> None:
    """Each rule says in words whether it is met, politely when it turns, either way; they describe the field, too."""
    screen = await at_step(open_at, enrolment, demo, "password")

    def spoken(rule: str) -> tuple[str, bool | None]:
        [node] = [
            node
            for node in screen.controls(ft.Semantics)
            if str(node.label).startswith(PasswordText.RULE[rule])
        ]
        return str(node.label), node.live_region

    assert spoken("digit") == (f"{PasswordText.RULE['digit']} : {PasswordText.UNMET}", None)
    await screen.type(PasswordText.NEW, "Password123")
    assert spoken("digit") == (f"{PasswordText.RULE['digit']} : {PasswordText.MET}", True)
    await screen.type(PasswordText.NEW, "Password")
    assert spoken("digit") == (f"{PasswordText.RULE['digit']} : {PasswordText.UNMET}", True)
    await screen.type(PasswordText.NEW, "")
    assert spoken("digit") == (f"{PasswordText.RULE['digit']} : {PasswordText.UNMET}", None)
    fields = [marked(box, Field) for box in screen.controls(ft.Container)]
    assert PasswordText.description() in {field.description for field in fields if field is not None}
    await screen.type(PasswordText.NEW, "Password123")
    await screen.type(PasswordText.AGAIN, "Password123")
    await screen.press(PasswordText.CHOOSE)
    await screen.until(lambda: screen.field(PasswordText.NEW).error == PasswordText.COMMON)
