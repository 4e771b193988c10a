from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from api_client import ConnectionFailed, SessionExpired
from app.enrolment.wizard import EnrolmentWizard
from tests.app.enrolment_steps import (
    NEWCOMER,
    bring,
    fill_contact,
    fill_password,
)
from tests.support.files import pdf

if TYPE_CHECKING:
    from api_client import Client
    from app.core.session import Session
    from tests.app.conftest import Demo, MemoryStore, Network

STEPS = ("civil_status", "identity", "contact", "code", "password", "summary")
COMPLETION = "POST /v1/enrolments/current/completion"


@pytest.fixture
def restarted(client: Client, session: Session, key: MemoryStore) -> EnrolmentWizard:
    """The program started again on the same device."""
    client.enrolments.forget()
    return EnrolmentWizard(client, key, reveal_demo_code=session.reveal_demo_code, observe=session.observe)


@pytest.mark.parametrize("step", STEPS)
async def test_the_program_restarted_takes_it_up(  # noqa: PLR0917 - fixtures are given by name
    enrolment: EnrolmentWizard,
    restarted: EnrolmentWizard,
    key: MemoryStore,
    client: Client,
    demo: Demo,
    step: str,
) -> None:
    """Closed or crashed at any step, the same device goes on at the same step, with the key that it keeps."""
    await bring(enrolment, demo, step)
    client.enrolments.forget()  # a new program holds nothing
    key.saved.clear()
    await restarted.recall()
    assert restarted.started_here
    await restarted.resume.run()
    assert key.saved == []
    assert restarted.step == step
    assert (restarted.code is not None) == (step == "code")


async def test_an_enrolment_taken_up_shows_what_was_said(
    enrolment: EnrolmentWizard, restarted: EnrolmentWizard, demo: Demo
) -> None:
    """What the server may tell again is filled in; the NIR is asked again only of who changes it."""
    await bring(enrolment, demo, "summary")
    await restarted.recall()
    await restarted.resume.run()
    assert restarted.draft is not None
    restarted.civil_status.fill(restarted.draft)
    person, state = NEWCOMER["avec-nir"], restarted.civil_status
    assert (state.birth_name.text, state.first_names.text) == (
        person.birth_name,
        " ".join(person.first_names),
    )
    assert state.birth_date.iso == person.birth_date
    assert (state.has_nir, state.nir.text) == (True, "")
    assert state.birth_place.chosen is not None


async def test_a_scan_is_there_when_taken_up(
    enrolment: EnrolmentWizard, restarted: EnrolmentWizard, demo: Demo
) -> None:
    """Who had no French document and sent a file finds it, and can remove it."""
    await bring(enrolment, demo, "identity", "sans-piece")
    enrolment.identity.choose("none")
    await enrolment.identity.run()
    await enrolment.identity.send_file("pièce.pdf", pdf(padding=2000))
    await restarted.recall()
    await restarted.resume.run()
    assert restarted.identity.kind == "none"
    assert restarted.identity.scan.file is not None
    assert restarted.identity.scan.file.file_name == "pièce.pdf"
    await restarted.identity.scan.erase()
    assert restarted.identity.scan.file is None


async def test_one_may_leave_and_come_back(enrolment: EnrolmentWizard, demo: Demo) -> None:
    """Left for another screen, the enrolment is offered again at the door, at the step where it stood."""
    await enrolment.recall()
    await bring(enrolment, demo, "contact")
    assert enrolment.started_here
    await enrolment.resume.run()
    assert enrolment.step == "contact"
    assert enrolment.identity.number.text == NEWCOMER["avec-nir"].document_number


async def test_a_device_that_keeps_nothing_stops_nobody(
    enrolment: EnrolmentWizard, key: MemoryStore, demo: Demo
) -> None:
    """With a locked keyring the enrolment goes through, and can be left and come back to in the same window."""
    key.locked = True
    await enrolment.recall()
    assert not enrolment.started_here
    await bring(enrolment, demo, "password")
    await enrolment.resume.run()
    assert enrolment.step == "password"
    fill_password(enrolment)
    await enrolment.password.run()
    await enrolment.complete.run()
    assert enrolment.completion is not None


async def test_a_device_that_did_not_answer_is_asked_again(
    enrolment: EnrolmentWizard, restarted: EnrolmentWizard, key: MemoryStore, demo: Demo
) -> None:
    """An answer lost, as when a page is loaded anew while it is awaited, does not hide what was begun."""
    await bring(enrolment, demo, "identity")
    key.locked = True
    await restarted.recall()
    assert not restarted.started_here
    key.locked = False
    await restarted.recall()
    assert restarted.started_here


async def test_after_24_hours_there_is_nothing_to_take_up(
    enrolment: EnrolmentWizard, restarted: EnrolmentWizard, key: MemoryStore, demo: Demo
) -> None:
    """The key of a draft that is no more is wiped, and the person is told."""
    await bring(enrolment, demo, "contact")
    await demo.advance(24 * 3600 + 1)
    await restarted.recall()
    await restarted.resume.run()
    assert isinstance(restarted.resume.error, SessionExpired)
    assert (restarted.step, restarted.started_here, key.kept) == (None, False, None)
    await restarted.begin.run()
    assert restarted.step == "civil_status"


async def test_an_enrolment_that_ends_under_ones_hands(enrolment: EnrolmentWizard, demo: Demo) -> None:
    """Expired, or taken up on another device meanwhile, no step of it is open any more; one begins anew."""
    await bring(enrolment, demo, "contact")
    await demo.advance(24 * 3600 + 1)
    fill_contact(enrolment)
    await enrolment.contact.run()
    assert enrolment.step is None
    assert enrolment.lost
    assert not enrolment.may_stand_at("contact")
    await enrolment.begin.run()
    assert not enrolment.lost
    assert enrolment.contact.value.text == ""


async def test_taking_it_up_without_a_network(
    enrolment: EnrolmentWizard, restarted: EnrolmentWizard, demo: Demo, network: Network, key: MemoryStore
) -> None:
    """No network is not the end of the draft: the key stays, and pressing again takes it up."""
    await bring(enrolment, demo, "identity")
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
    enrolment: EnrolmentWizard, restarted: EnrolmentWizard, client: Client, demo: Demo, key: MemoryStore
) -> None:
    """Killed once the account was made, the program shows its end when it is taken up."""
    await bring(enrolment, demo, "summary", "sans-nir")
    made = await client.enrolments.complete()
    client.enrolments.forget()
    await restarted.recall()
    await restarted.resume.run()
    assert restarted.completion == made
    assert key.kept is None


async def test_the_benefit_asked_for_comes_out_at_the_end(
    enrolment: EnrolmentWizard, restarted: EnrolmentWizard, demo: Demo
) -> None:
    """What the person came to ask for is kept by the server too, from one device to the other."""
    enrolment.benefit = "apl"
    await bring(enrolment, demo, "summary")
    await restarted.recall()
    await restarted.resume.run()
    await restarted.complete.run()
    assert restarted.completion is not None
    assert restarted.completion.benefit == "apl"
