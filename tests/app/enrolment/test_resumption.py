from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from api_client import Client, CodeExhausted, CodeRefused, ConnectionFailed, Retry
from app.core.session import Session
from app.enrolment.wizard import EnrolmentWizard
from app.rules.problem import Fault
from tests.app.conftest import MemoryStore, Network
from tests.app.enrolment_steps import MAIL, NEWCOMER, bring, enter_code, fill_civil_status, fill_contact
from tests.support.patience import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from app.enrolment.birth_date import BirthDate
    from tests.app.conftest import Demo

TICKED = True

PHONE = "06 12 34 56 42"


class Device:
    """Another device of the same person."""

    def __init__(self, client: Client, network: Network) -> None:
        session = Session(client)
        self.network, self.key = network, MemoryStore()
        self.enrolment = EnrolmentWizard(
            client, self.key, reveal_demo_code=session.reveal_demo_code, observe=session.observe
        )

    async def ask(self, value: str) -> None:
        contact = self.enrolment.resumption.contact
        contact.choose("mail" if "@" in value else "sms")
        contact.value.type(value)
        await contact.run()


@pytest.fixture
async def elsewhere(base_url: str, demo: Demo) -> AsyncIterator[Device]:
    network = Network()
    async with (
        httpx.AsyncClient(transport=network) as http,
        Client(base_url, http=http, retry=Retry(limit=0), timeout=httpx.Timeout(PATIENCE_S)) as client,
    ):
        yield Device(client, network)


@pytest.mark.parametrize("value", [MAIL, PHONE])
@pytest.mark.parametrize("step", ["password", "summary"])
async def test_the_contact_takes_it_up_elsewhere(
    enrolment: EnrolmentWizard, elsewhere: Device, demo: Demo, step: str, value: str
) -> None:
    """By the code sent to the contact, typed once: the other device stands at the same step and keeps the key."""
    await bring(enrolment, demo, step, value=value)
    await elsewhere.ask(value)
    resumption = elsewhere.enrolment.resumption
    await take_up(elsewhere, demo)
    assert elsewhere.enrolment.step == step
    assert elsewhere.key.kept is not None
    assert resumption.code is None
    assert resumption.contact.value.text == ""


async def test_the_first_device_holds_it_no_more(
    enrolment: EnrolmentWizard, elsewhere: Device, demo: Demo
) -> None:
    """Two devices do not fill in one enrolment: the first is told that it is gone."""
    await bring(enrolment, demo, "password")
    await elsewhere.ask(MAIL)
    await take_up(elsewhere, demo)
    await enrolment.resume.run()
    assert enrolment.step is None
    assert enrolment.lost


async def test_an_unknown_contact_goes_the_same_way(elsewhere: Device, demo: Demo) -> None:
    """Whether there is a draft is not told: a code is waited for, and none is ever right."""
    await elsewhere.ask("personne@exemple.fr")
    code = elsewhere.enrolment.resumption.code
    assert code is not None
    assert code.challenge.masked_destination == "p•••@exemple.fr"
    code.typed.type("123456")
    await code.run()
    assert isinstance(code.submit.error, CodeRefused)
    for _ in range(4):
        await code.run()
    assert isinstance(code.submit.error, CodeExhausted)
    assert elsewhere.enrolment.step is None


async def take_up(device: Device, demo: Demo, case: str = "avec-nir") -> None:
    """Give the code that came, then the date of birth."""
    resumption = device.enrolment.resumption
    await enter_code(resumption.code, demo)
    assert resumption.born is not None
    type_date(resumption.born, NEWCOMER[case].birth_date)
    await resumption.born.run()


async def at_birth_date(enrolment: EnrolmentWizard, elsewhere: Device, demo: Demo) -> BirthDate:
    await bring(enrolment, demo, "code")
    await elsewhere.ask(MAIL)
    resumption = elsewhere.enrolment.resumption
    await enter_code(resumption.code, demo)
    assert resumption.born is not None
    assert resumption.code is not None
    assert resumption.code.submit.error is None
    assert elsewhere.enrolment.step is None
    return resumption.born


def type_date(state: BirthDate, iso: str) -> None:
    date = state.date
    for part, text in zip((date.year, date.month, date.day), iso.split("-"), strict=True):
        part.type(text)


async def test_a_contact_never_verified_asks_for_the_date(
    enrolment: EnrolmentWizard, elsewhere: Device, demo: Demo
) -> None:
    """Stopped before the code came, it goes on elsewhere: the code proves the contact, the date the person."""
    born = await at_birth_date(enrolment, elsewhere, demo)
    await born.run()
    assert born.date.problem is not None
    assert born.date.problem.fault is Fault.EMPTY
    type_date(born, NEWCOMER["avec-nir"].birth_date)
    await born.run()
    assert elsewhere.enrolment.step == "password"
    assert elsewhere.enrolment.resumption.born is None
    assert elsewhere.enrolment.resumption.found


async def test_the_date_may_be_known_in_part(
    enrolment: EnrolmentWizard, elsewhere: Device, demo: Demo
) -> None:
    """Whoever said not to know the day says so again, or writes noughts."""
    await enrolment.begin.run()
    fill_civil_status(enrolment, "sans-nir", day="", month="00")
    await enrolment.civil_status.birth_date.know_in_part(TICKED)
    await enrolment.civil_status.run()
    enrolment.identity.choose("none")
    await enrolment.identity.run()
    await enrolment.pass_identity.run()
    fill_contact(enrolment)
    await enrolment.contact.run()
    await elsewhere.ask(MAIL)
    await enter_code(elsewhere.enrolment.resumption.code, demo)
    born = elsewhere.enrolment.resumption.born
    assert born is not None
    born.date.year.type(NEWCOMER["sans-nir"].birth_date[:4])
    await born.date.know_in_part(TICKED)
    await born.run()
    assert elsewhere.enrolment.step == "password"


async def test_a_mistyped_contact_gives_nothing_away(
    enrolment: EnrolmentWizard, elsewhere: Device, demo: Demo
) -> None:
    """Its holder, who has the code and not the date, gets five tries; the person goes on as before."""
    born = await at_birth_date(enrolment, elsewhere, demo)
    type_date(born, "1980-01-01")
    await born.run()
    assert isinstance(born.submit.error, CodeRefused)
    assert (born.submit.error.tries_left, born.date.day.text, born.attempts) == (4, "01", 1)
    for _ in range(4):
        await born.run()
    assert isinstance(born.submit.error, CodeExhausted)
    elsewhere.enrolment.resumption.start_again()
    assert elsewhere.enrolment.resumption.born is None
    await enrolment.resume.run()
    assert enrolment.step == "code"


async def test_another_code_is_asked_for(enrolment: EnrolmentWizard, elsewhere: Device, demo: Demo) -> None:
    """A new code cancels the old one, and is the one that is taken."""
    await bring(enrolment, demo, "password")
    await elsewhere.ask(MAIL)
    code = elsewhere.enrolment.resumption.code
    assert code is not None
    before = await demo.code()
    await demo.advance(31)
    await code.resend.run()
    assert code.resend.completed
    if before != await demo.code():
        code.typed.type(before)
        await code.run()
        assert isinstance(code.submit.error, CodeRefused)
    await take_up(elsewhere, demo)
    assert elsewhere.enrolment.step == "password"


async def test_a_wrong_contact_is_changed(elsewhere: Device) -> None:
    """Modifier leads back to the contact, as it was typed."""
    await elsewhere.ask("maele@exemple.fr")
    resumption = elsewhere.enrolment.resumption
    resumption.start_again()
    assert resumption.code is None
    assert resumption.contact.value.text == "maele@exemple.fr"


async def test_what_is_no_contact_is_not_sent(elsewhere: Device) -> None:
    """The same rules as in the wizard."""
    await elsewhere.ask("maelle@")
    contact = elsewhere.enrolment.resumption.contact
    assert contact.value.problem is not None
    assert contact.value.problem.fault is Fault.WRONG_SHAPE
    assert elsewhere.network.asked == []


async def test_a_lost_network_keeps_what_was_typed(elsewhere: Device) -> None:
    """The contact need not be typed again."""
    elsewhere.network.cut = True
    await elsewhere.ask(MAIL)
    contact = elsewhere.enrolment.resumption.contact
    assert isinstance(contact.submit.error, ConnectionFailed)
    elsewhere.network.cut = False
    await contact.run()
    assert elsewhere.enrolment.resumption.code is not None


async def test_what_was_begun_here_does_not_mix_in(
    enrolment: EnrolmentWizard, elsewhere: Device, demo: Demo
) -> None:
    """Somebody who had begun here too finds the enrolment taken up, and nothing typed for the other."""
    await bring(enrolment, demo, "summary")
    await bring(elsewhere.enrolment, demo, "code", "passeport", PHONE)
    await elsewhere.ask(MAIL)
    await take_up(elsewhere, demo)
    taken = elsewhere.enrolment
    assert (taken.step, taken.code) == ("summary", None)
    assert (taken.civil_status.birth_name.text, taken.identity.number.text, taken.contact.value.text) == (
        "",
        "",
        MAIL,
    )
    assert taken.draft is not None
    taken.civil_status.fill(taken.draft)
    assert taken.civil_status.birth_name.text == NEWCOMER["avec-nir"].birth_name


async def test_a_contact_changed_after_it_was_taken_up(
    enrolment: EnrolmentWizard, elsewhere: Device, demo: Demo
) -> None:
    """The wizard goes on there as if begun there."""
    await bring(enrolment, demo, "summary")
    await elsewhere.ask(MAIL)
    await take_up(elsewhere, demo)
    taken = elsewhere.enrolment
    fill_civil_status(taken)
    await taken.civil_status.run()
    assert taken.step == "summary"
    fill_contact(taken, PHONE)
    await taken.contact.run()
    await enter_code(taken.code, demo)
    await taken.complete.run()
    assert taken.completion is not None
    assert taken.completion.channel == "sms"


async def test_twins_are_told_apart_by_their_names(
    enrolment: EnrolmentWizard, elsewhere: Device, demo: Demo
) -> None:
    """One contact, one date of birth, two people: the names are asked, and a wrong one is a try."""
    await bring(enrolment, demo, "password", "sans-nir")
    twin = elsewhere.enrolment
    await twin.begin.run()
    fill_civil_status(twin, "sans-nir", first_names="Fatou")
    await twin.civil_status.run()
    twin.identity.choose("none")
    await twin.identity.run()
    await twin.pass_identity.run()
    fill_contact(twin)
    await twin.contact.run()
    await enter_code(twin.code, demo)
    await elsewhere.ask(MAIL)
    await take_up(elsewhere, demo, "sans-nir")
    names = twin.resumption.names
    assert names is not None
    await names.run()
    assert names.first_name.problem is not None
    names.first_name.type("Awa")
    names.birth_name.type("N'Diaye")
    await names.run()
    assert isinstance(names.submit.error, CodeRefused)
    assert (names.submit.error.tries_left, names.first_name.text) == (4, "Awa")
    names.first_name.type("aissatou ")
    await names.run()
    assert twin.resumption.names is None
    assert twin.resumption.found
    assert twin.draft is not None
    assert twin.draft.civil_status is not None
    assert twin.draft.civil_status.first_names == NEWCOMER["sans-nir"].first_names
