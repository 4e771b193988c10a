from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from api_client import ConnectionFailed
from app.core.routes import Phase
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
    from app.enrolment.wizard import EnrolmentWizard
    from tests.app.conftest import Demo, MemoryStore, Network, Until

STEPS = ("civil_status", "identity", "contact", "code", "password", "summary")
COMPLETION = "POST /v1/enrolments/current/completion"


@pytest.mark.parametrize("case", ["avec-nir", "sans-nir", "sans-piece", "verification-en-panne"])
async def test_from_the_door_to_the_first_sign_in(
    enrolment: EnrolmentWizard, session: Session, demo: Demo, case: str
) -> None:
    """With a NIR or the identifiant provisoire given at the end, the account is there."""
    await bring(enrolment, demo, "summary", case)
    await enrolment.complete.run()
    done = enrolment.completion
    assert done is not None
    assert done.masked_destination == "m•••@exemple.fr"
    assert (done.provisional is None) == (NEWCOMER[case].nir is not None)
    identifier = NEWCOMER[case].nir or (done.provisional.get_secret_value() if done.provisional else "")
    await session.sign_in(identifier, PASSWORD)
    assert session.phase is Phase.SIGNED_IN


async def test_the_key_is_kept_once(enrolment: EnrolmentWizard, demo: Demo, key: MemoryStore) -> None:
    """The device is not asked at each step to keep what it keeps already: a slow one would hold each step up."""
    await bring(enrolment, demo, "contact")
    assert len(key.saved) == 1


async def test_a_key_that_was_refused_is_offered_again(
    enrolment: EnrolmentWizard, demo: Demo, key: MemoryStore
) -> None:
    """A store that was locked for one step keeps the key as soon as it opens."""
    key.locked = True
    await bring(enrolment, demo, "identity")
    key.locked = False
    await enrolment.resume.run()
    assert key.kept is not None


async def test_who_has_an_account_is_told_by_message_alone(enrolment: EnrolmentWizard, demo: Demo) -> None:
    """The screen is the same as for anybody: whether an account exists is not shown."""
    await bring(enrolment, demo, "summary", "deja-un-compte")
    await enrolment.complete.run()
    assert enrolment.completion is not None
    assert enrolment.completion.identifier_kind == "nir"


@pytest.mark.parametrize("due", STEPS)
async def test_no_step_is_skipped(enrolment: EnrolmentWizard, demo: Demo, due: str) -> None:
    """At each point the steps passed and the one waited for are open, the code once only, no other."""
    await bring(enrolment, demo, due)
    passed = {*STEPS[: STEPS.index(due)]} - {"code"}
    assert {step for step in STEPS if enrolment.may_stand_at(step)} == passed | {due}


async def test_nothing_is_open_before_the_beginning(enrolment: EnrolmentWizard) -> None:
    """Whoever comes by an address of the wizard has begun nothing."""
    assert not any(enrolment.may_stand_at(step) for step in STEPS)


async def test_back_keeps_what_was_typed(enrolment: EnrolmentWizard, demo: Demo) -> None:
    """Each step left behind is as it was typed, the password excepted."""
    await bring(enrolment, demo, "summary")
    assert enrolment.before("summary") == "password"
    assert enrolment.before("password") == "contact"
    assert enrolment.before("contact") == "identity"
    assert enrolment.before("identity") == "civil_status"
    assert enrolment.civil_status.birth_name.text == NEWCOMER["avec-nir"].birth_name
    assert enrolment.identity.number.text == NEWCOMER["avec-nir"].document_number
    assert enrolment.contact.value.text == MAIL
    assert enrolment.password.value.text == ""


async def test_modifier_leads_back_to_the_recap(enrolment: EnrolmentWizard, demo: Demo) -> None:
    """A step sent again as it was, or with another document or password, undoes nothing else."""
    await bring(enrolment, demo, "summary")
    await enrolment.civil_status.run()
    assert enrolment.step == "summary"
    await enrolment.identity.run()
    assert enrolment.step == "summary"
    fill_password(enrolment, "Mirabelle88douce")
    await enrolment.password.run()
    assert enrolment.step == "summary"


async def test_a_changed_person_shows_a_document_again(enrolment: EnrolmentWizard, demo: Demo) -> None:
    """What rested on the step changed comes first, then the recap; the contact is not asked again."""
    await bring(enrolment, demo, "summary")
    enrolment.civil_status.used_name.type("Kerbrat")
    await enrolment.civil_status.run()
    assert enrolment.step == "identity"
    await enrolment.identity.run()
    assert enrolment.step == "summary"


async def test_a_changed_contact_is_verified_again(enrolment: EnrolmentWizard, demo: Demo) -> None:
    """The password chosen stays."""
    await bring(enrolment, demo, "summary")
    fill_contact(enrolment, "06 12 34 56 42")
    await enrolment.contact.run()
    assert enrolment.step == "code"
    assert enrolment.code is not None
    enrolment.code.typed.type(await demo.code())
    await enrolment.code.run()
    assert enrolment.step == "summary"


async def test_a_double_press_makes_one_account(
    enrolment: EnrolmentWizard, demo: Demo, network: Network, until: Until
) -> None:
    """A double tap on "Créer mon compte" asks once."""
    await bring(enrolment, demo, "summary")
    network.hold()
    first = asyncio.create_task(enrolment.complete.run())
    await until(lambda: COMPLETION in network.asked)
    await enrolment.complete.run()
    network.release()
    await first
    assert network.asked.count(COMPLETION) == 1
    assert enrolment.completion is not None


async def test_a_lost_network_at_the_end(enrolment: EnrolmentWizard, demo: Demo, network: Network) -> None:
    """Cut while the account is made, the recap stays, and pressing again gets there."""
    await bring(enrolment, demo, "summary")
    network.cut = True
    await enrolment.complete.run()
    assert isinstance(enrolment.complete.error, ConnectionFailed)
    assert (enrolment.step, enrolment.completion) == ("summary", None)
    network.cut = False
    await enrolment.complete.run()
    assert enrolment.completion is not None


async def test_the_key_is_kept_from_the_first_step_and_wiped_at_the_end(
    enrolment: EnrolmentWizard, demo: Demo, key: MemoryStore
) -> None:
    """The device keeps one opaque key, of nothing typed; once the account is made it keeps nothing."""
    await enrolment.begin.run()
    assert key.kept is not None
    await bring(enrolment, demo, "summary")
    kept = key.kept
    person = NEWCOMER["avec-nir"]
    for secret in (person.nir, person.birth_name, MAIL, PASSWORD):
        assert str(secret) not in kept
    await enrolment.complete.run()
    assert (key.kept, enrolment.started_here, enrolment.draft) == (None, False, None)


async def test_nothing_typed_stays_for_the_next_person(enrolment: EnrolmentWizard, demo: Demo) -> None:
    """Once the account is made the steps are empty."""
    await bring(enrolment, demo, "summary")
    await enrolment.complete.run()
    assert (
        enrolment.civil_status.nir.text,
        enrolment.identity.number.text,
        enrolment.contact.value.text,
    ) == (
        "",
        "",
        "",
    )


async def test_a_scan_goes_with_the_person_it_was_sent_for(enrolment: EnrolmentWizard, demo: Demo) -> None:
    """Another person's document proves nothing: the server erases the scan, and the screen no longer shows it."""
    await bring(enrolment, demo, "identity", "sans-piece")
    enrolment.identity.choose("none")
    await enrolment.identity.run()
    await enrolment.identity.send_file("pièce.pdf", pdf(padding=2000))
    enrolment.civil_status.used_name.type("Nowak")
    await enrolment.civil_status.run()
    assert enrolment.step == "identity"
    assert enrolment.identity.scan.file is None


async def test_beginning_without_a_network_loses_nothing(
    enrolment: EnrolmentWizard, demo: Demo, network: Network
) -> None:
    """What was typed stays as long as no other enrolment has begun."""
    await bring(enrolment, demo, "identity")
    network.cut = True
    await enrolment.begin.run()
    assert isinstance(enrolment.begin.error, ConnectionFailed)
    assert enrolment.step == "identity"
    assert enrolment.civil_status.birth_name.text == NEWCOMER["avec-nir"].birth_name


async def test_nothing_of_the_person_shows(enrolment: EnrolmentWizard, client: Client, demo: Demo) -> None:
    """Neither number, contact, code, key nor password is in what a log line would print of the states."""
    await enrolment.begin.run()
    fill_civil_status(enrolment)
    fill_password(enrolment)
    fill_contact(enrolment)
    await enrolment.civil_status.run()
    assert client.enrolments.token is not None
    person = NEWCOMER["avec-nir"]
    secrets = (person.nir, person.document_number, MAIL, PASSWORD, client.enrolments.token.get_secret_value())
    for state in (enrolment, enrolment.draft, *vars(enrolment).values()):
        for secret in secrets:
            assert str(secret) not in repr(state)


async def test_the_identifiant_provisoire_shows_nowhere(enrolment: EnrolmentWizard, demo: Demo) -> None:
    """It signs in: it is on the screen, and in no log line."""
    await bring(enrolment, demo, "summary", "sans-nir")
    await enrolment.complete.run()
    assert enrolment.completion is not None
    assert enrolment.completion.provisional is not None
    assert enrolment.completion.provisional.get_secret_value() not in repr(enrolment.completion)
