from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from api_client import ConnectionFailed, SessionExpired
from app.core.routes import Phase
from app.enrolment.wizard import EnrolmentWizard
from tests.app.enrolment_steps import (
    MAIL,
    NEWCOMER,
    PASSWORD,
    bring,
    fill_civil_status,
    fill_contact,
    fill_password,
)
from tests.support.files import pdf

if TYPE_CHECKING:
    from api_client import Client
    from app.core.session import Session
    from tests.app.conftest import Demo, MemoryStore, Network, Until

STEPS = ("civil_status", "identity", "contact", "code", "password", "summary")
COMPLETION = "POST /v1/enrolments/current/completion"


@pytest.fixture
def restarted(client: Client, session: Session, key: MemoryStore) -> EnrolmentWizard:
    """The program started again on the same device."""
    client.enrolments.forget()
    return EnrolmentWizard(client, key, reveal_demo_code=session.reveal_demo_code, observe=session.observe)


@pytest.mark.parametrize("case", ["avec-nir", "sans-nir", "sans-piece", "verification-en-panne"])
async def test_from_the_door_to_the_first_sign_in(
    creation: EnrolmentWizard, session: Session, demo: Demo, case: str
) -> None:
    """With a NIR or the identifiant provisoire given at the end, the account is there."""
    await bring(creation, demo, "summary", case)
    await creation.complete.run()
    done = creation.completion
    assert done is not None
    assert done.masked_destination == "m•••@exemple.fr"
    assert (done.provisional is None) == (NEWCOMER[case].nir is not None)
    identifier = NEWCOMER[case].nir or (done.provisional.get_secret_value() if done.provisional else "")
    await session.sign_in(identifier, PASSWORD)
    assert session.phase is Phase.SIGNED_IN


async def test_the_key_is_kept_once(creation: EnrolmentWizard, demo: Demo, key: MemoryStore) -> None:
    """The device is not asked at each step to keep what it keeps already: a slow one would hold each step up."""
    await bring(creation, demo, "contact")
    assert len(key.saved) == 1


async def test_a_key_that_was_refused_is_offered_again(
    creation: EnrolmentWizard, demo: Demo, key: MemoryStore
) -> None:
    """A store that was locked for one step keeps the key as soon as it opens."""
    key.locked = True
    await bring(creation, demo, "identity")
    key.locked = False
    await creation.resume.run()
    assert key.kept is not None


async def test_who_has_an_account_is_told_by_message_alone(creation: EnrolmentWizard, demo: Demo) -> None:
    """The screen is the same as for anybody: whether an account exists is not shown."""
    await bring(creation, demo, "summary", "deja-un-compte")
    await creation.complete.run()
    assert creation.completion is not None
    assert creation.completion.identifier_kind == "nir"


@pytest.mark.parametrize("due", STEPS)
async def test_no_step_is_skipped(creation: EnrolmentWizard, demo: Demo, due: str) -> None:
    """At each point the steps passed and the one waited for are open, the code once only, no other."""
    await bring(creation, demo, due)
    passed = {*STEPS[: STEPS.index(due)]} - {"code"}
    assert {step for step in STEPS if creation.may_stand_at(step)} == passed | {due}


async def test_nothing_is_open_before_the_beginning(creation: EnrolmentWizard) -> None:
    """Whoever comes by an address of the wizard has begun nothing."""
    assert not any(creation.may_stand_at(step) for step in STEPS)


async def test_back_keeps_what_was_typed(creation: EnrolmentWizard, demo: Demo) -> None:
    """Each step left behind is as it was typed, the password excepted."""
    await bring(creation, demo, "summary")
    assert creation.before("summary") == "password"
    assert creation.before("password") == "contact"
    assert creation.before("contact") == "identity"
    assert creation.before("identity") == "civil_status"
    assert creation.civil_status.birth_name == NEWCOMER["avec-nir"].birth_name
    assert creation.identity.number == NEWCOMER["avec-nir"].document_number
    assert creation.contact.value == MAIL
    assert creation.password.value.text == ""


async def test_modifier_leads_back_to_the_recap(creation: EnrolmentWizard, demo: Demo) -> None:
    """A step sent again as it was, or with another document or password, undoes nothing else."""
    await bring(creation, demo, "summary")
    await creation.civil_status.run()
    assert creation.step == "summary"
    await creation.identity.run()
    assert creation.step == "summary"
    fill_password(creation, "Mirabelle88douce")
    await creation.password.run()
    assert creation.step == "summary"


async def test_a_changed_person_shows_a_document_again(creation: EnrolmentWizard, demo: Demo) -> None:
    """What rested on the step changed comes first, then the recap; the contact is not asked again."""
    await bring(creation, demo, "summary")
    creation.civil_status.type_text("used_name", "Kerbrat")
    await creation.civil_status.run()
    assert creation.step == "identity"
    await creation.identity.run()
    assert creation.step == "summary"


async def test_a_changed_contact_is_verified_again(creation: EnrolmentWizard, demo: Demo) -> None:
    """The password chosen stays."""
    await bring(creation, demo, "summary")
    fill_contact(creation, "06 12 34 56 42")
    await creation.contact.run()
    assert creation.step == "code"
    assert creation.code is not None
    creation.code.type(await demo.code())
    await creation.code.submit()
    assert creation.step == "summary"


async def test_a_double_press_makes_one_account(
    creation: EnrolmentWizard, demo: Demo, network: Network, until: Until
) -> None:
    """A double tap on "Créer mon compte" asks once."""
    await bring(creation, demo, "summary")
    network.hold()
    first = asyncio.create_task(creation.complete.run())
    await until(lambda: COMPLETION in network.asked)
    await creation.complete.run()
    network.release()
    await first
    assert network.asked.count(COMPLETION) == 1
    assert creation.completion is not None


async def test_a_lost_network_at_the_end(creation: EnrolmentWizard, demo: Demo, network: Network) -> None:
    """Cut while the account is made, the recap stays, and pressing again gets there."""
    await bring(creation, demo, "summary")
    network.cut = True
    await creation.complete.run()
    assert isinstance(creation.complete.error, ConnectionFailed)
    assert (creation.step, creation.completion) == ("summary", None)
    network.cut = False
    await creation.complete.run()
    assert creation.completion is not None


async def test_the_key_is_kept_from_the_first_step_and_wiped_at_the_end(
    creation: EnrolmentWizard, demo: Demo, key: MemoryStore
) -> None:
    """The device keeps one opaque key, of nothing typed; once the account is made it keeps nothing."""
    await creation.begin.run()
    assert key.kept is not None
    await bring(creation, demo, "summary")
    kept = key.kept
    person = NEWCOMER["avec-nir"]
    for secret in (person.nir, person.birth_name, MAIL, PASSWORD):
        assert str(secret) not in kept
    await creation.complete.run()
    assert (key.kept, creation.started_here, creation.enrolment) == (None, False, None)


async def test_nothing_typed_stays_for_the_next_person(creation: EnrolmentWizard, demo: Demo) -> None:
    """Once the account is made the steps are empty."""
    await bring(creation, demo, "summary")
    await creation.complete.run()
    assert (creation.civil_status.nir, creation.identity.number, creation.contact.value) == ("", "", "")


@pytest.mark.parametrize("step", STEPS)
async def test_the_program_restarted_takes_it_up(  # noqa: PLR0917 - fixtures are given by name
    creation: EnrolmentWizard,
    restarted: EnrolmentWizard,
    key: MemoryStore,
    client: Client,
    demo: Demo,
    step: str,
) -> None:
    """Closed or crashed at any step, the same device goes on at the same step, with the key that it keeps."""
    await bring(creation, demo, step)
    client.enrolments.forget()  # a new program holds nothing
    key.saved.clear()
    await restarted.recall()
    assert restarted.started_here
    await restarted.resume.run()
    assert key.saved == []
    assert restarted.step == step
    assert (restarted.code is not None) == (step == "code")


async def test_a_creation_taken_up_shows_what_was_said(
    creation: EnrolmentWizard, restarted: EnrolmentWizard, demo: Demo
) -> None:
    """What the server may tell again is filled in; the NIR is asked again only of who changes it."""
    await bring(creation, demo, "summary")
    await restarted.recall()
    await restarted.resume.run()
    assert restarted.enrolment is not None
    restarted.civil_status.fill(restarted.enrolment)
    person, state = NEWCOMER["avec-nir"], restarted.civil_status
    assert (state.birth_name, state.first_names) == (person.birth_name, " ".join(person.first_names))
    assert f"{state.year}-{state.month}-{state.day}" == person.birth_date
    assert (state.has_nir, state.nir) == (True, "")
    assert state.place is not None


async def test_a_scan_is_there_when_taken_up(
    creation: EnrolmentWizard, restarted: EnrolmentWizard, demo: Demo
) -> None:
    """Who had no French document and sent a file finds it, and can remove it."""
    await bring(creation, demo, "identity", "sans-piece")
    creation.identity.choose("none")
    await creation.identity.run()
    await creation.identity.send_file("pièce.pdf", pdf(padding=2000))
    await restarted.recall()
    await restarted.resume.run()
    assert restarted.identity.kind == "none"
    assert restarted.identity.scan is not None
    assert restarted.identity.scan.file_name == "pièce.pdf"
    await restarted.identity.remove_scan()
    assert restarted.identity.scan is None


async def test_a_scan_goes_with_the_person_it_was_sent_for(creation: EnrolmentWizard, demo: Demo) -> None:
    """Another person's document proves nothing: the server erases the scan, and the screen no longer shows it."""
    await bring(creation, demo, "identity", "sans-piece")
    creation.identity.choose("none")
    await creation.identity.run()
    await creation.identity.send_file("pièce.pdf", pdf(padding=2000))
    creation.civil_status.type_text("used_name", "Nowak")
    await creation.civil_status.run()
    assert creation.step == "identity"
    assert creation.identity.scan is None


async def test_one_may_leave_and_come_back(creation: EnrolmentWizard, demo: Demo) -> None:
    """Left for another screen, the creation is offered again at the door, at the step where it stood."""
    await creation.recall()
    await bring(creation, demo, "contact")
    assert creation.started_here
    await creation.resume.run()
    assert creation.step == "contact"
    assert creation.identity.number == NEWCOMER["avec-nir"].document_number


async def test_a_device_that_keeps_nothing_stops_nobody(
    creation: EnrolmentWizard, key: MemoryStore, demo: Demo
) -> None:
    """With a locked keyring the creation goes through, and can be left and come back to in the same window."""
    key.locked = True
    await creation.recall()
    assert not creation.started_here
    await bring(creation, demo, "password")
    await creation.resume.run()
    assert creation.step == "password"
    fill_password(creation)
    await creation.password.run()
    await creation.complete.run()
    assert creation.completion is not None


async def test_a_device_that_did_not_answer_is_asked_again(
    creation: EnrolmentWizard, restarted: EnrolmentWizard, key: MemoryStore, demo: Demo
) -> None:
    """An answer lost, as when a page is loaded anew while it is awaited, does not hide what was begun."""
    await bring(creation, demo, "identity")
    key.locked = True
    await restarted.recall()
    assert not restarted.started_here
    key.locked = False
    await restarted.recall()
    assert restarted.started_here


async def test_after_24_hours_there_is_nothing_to_take_up(
    creation: EnrolmentWizard, restarted: EnrolmentWizard, key: MemoryStore, demo: Demo
) -> None:
    """The key of a draft that is no more is wiped, and the person is told."""
    await bring(creation, demo, "contact")
    await demo.advance(24 * 3600 + 1)
    await restarted.recall()
    await restarted.resume.run()
    assert isinstance(restarted.resume.error, SessionExpired)
    assert (restarted.step, restarted.started_here, key.kept) == (None, False, None)
    await restarted.begin.run()
    assert restarted.step == "civil_status"


async def test_a_creation_that_ends_under_ones_hands(creation: EnrolmentWizard, demo: Demo) -> None:
    """Expired, or taken up on another device meanwhile, no step of it is open any more; one begins anew."""
    await bring(creation, demo, "contact")
    await demo.advance(24 * 3600 + 1)
    fill_contact(creation)
    await creation.contact.run()
    assert creation.step is None
    assert creation.lost
    assert not creation.may_stand_at("contact")
    await creation.begin.run()
    assert not creation.lost
    assert creation.contact.value == ""


async def test_taking_it_up_without_a_network(
    creation: EnrolmentWizard, restarted: EnrolmentWizard, demo: Demo, network: Network, key: MemoryStore
) -> None:
    """No network is not the end of the draft: the key stays, and pressing again takes it up."""
    await bring(creation, demo, "identity")
    await restarted.recall()
    network.cut = True
    await restarted.resume.run()
    assert isinstance(restarted.resume.error, ConnectionFailed)
    assert restarted.started_here
    assert key.kept is not None
    network.cut = False
    await restarted.resume.run()
    assert restarted.step == "identity"


async def test_stopped_between_the_account_and_its_answer(
    creation: EnrolmentWizard, restarted: EnrolmentWizard, client: Client, demo: Demo, key: MemoryStore
) -> None:
    """Killed once the account was made, the program shows its end when it is taken up."""
    await bring(creation, demo, "summary", "sans-nir")
    made = await client.enrolments.complete()
    client.enrolments.forget()
    await restarted.recall()
    await restarted.resume.run()
    assert restarted.completion == made
    assert key.kept is None


async def test_beginning_without_a_network_loses_nothing(
    creation: EnrolmentWizard, demo: Demo, network: Network
) -> None:
    """What was typed stays as long as no other creation has begun."""
    await bring(creation, demo, "identity")
    network.cut = True
    await creation.begin.run()
    assert isinstance(creation.begin.error, ConnectionFailed)
    assert creation.step == "identity"
    assert creation.civil_status.birth_name == NEWCOMER["avec-nir"].birth_name


async def test_the_benefit_asked_for_comes_out_at_the_end(
    creation: EnrolmentWizard, restarted: EnrolmentWizard, demo: Demo
) -> None:
    """What the person came to ask for is kept by the server too, from one device to the other."""
    creation.benefit = "apl"
    await bring(creation, demo, "summary")
    await restarted.recall()
    await restarted.resume.run()
    await restarted.complete.run()
    assert restarted.completion is not None
    assert restarted.completion.benefit == "apl"


async def test_nothing_of_the_person_shows(creation: EnrolmentWizard, client: Client, demo: Demo) -> None:
    """Neither number, contact, code, key nor password is in what a log line would print of the states."""
    await creation.begin.run()
    fill_civil_status(creation)
    fill_password(creation)
    fill_contact(creation)
    await creation.civil_status.run()
    assert client.enrolments.token is not None
    person = NEWCOMER["avec-nir"]
    secrets = (person.nir, person.document_number, MAIL, PASSWORD, client.enrolments.token.get_secret_value())
    for state in (creation, creation.enrolment, *vars(creation).values()):
        for secret in secrets:
            assert str(secret) not in repr(state)


async def test_the_identifiant_provisoire_shows_nowhere(creation: EnrolmentWizard, demo: Demo) -> None:
    """It signs in: it is on the screen, and in no log line."""
    await bring(creation, demo, "summary", "sans-nir")
    await creation.complete.run()
    assert creation.completion is not None
    assert creation.completion.provisional is not None
    assert creation.completion.provisional.get_secret_value() not in repr(creation.completion)
