from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from api_client import CodeExhausted, CodeExpired, CodeRefused, ConnectionFailed, RateLimited
from app.rules.problem import Fault
from tests.app.enrolment_steps import MAIL, bring, enter_code, fill_contact

if TYPE_CHECKING:
    from app.enrolment.wizard import EnrolmentWizard
    from tests.app.conftest import Demo, Network, Until


@pytest.fixture
async def asked(enrolment: EnrolmentWizard, demo: Demo) -> EnrolmentWizard:
    """An enrolment that waits for a contact."""
    await bring(enrolment, demo, "contact")
    return enrolment


@pytest.mark.parametrize(
    ("value", "shown"),
    [("06 12 34 56 42", "06 •• •• •• 42"), (MAIL, "m•••@exemple.fr"), ("0690 12 34 56", None)],
)
async def test_a_code_goes_to_the_contact(asked: EnrolmentWizard, value: str, shown: str | None) -> None:
    """Mobile or mail, overseas included: the code is waited for, and its destination is masked."""
    fill_contact(asked, value)
    await asked.contact.run()
    assert asked.step == "code"
    assert asked.code is not None
    assert asked.code.valid_for == (900 if "@" in value else 600)
    assert shown in {None, asked.code.challenge.masked_destination}


@pytest.mark.parametrize(
    ("channel", "value", "fault"),
    [
        ("sms", "", Fault.EMPTY),
        ("sms", "06 12", Fault.WRONG_SHAPE),
        ("sms", "02 99 12 34 56", Fault.NOT_MOBILE),
        ("mail", "", Fault.EMPTY),
        ("mail", "maelle@", Fault.WRONG_SHAPE),
    ],
)
async def test_what_is_no_contact_is_not_sent(
    asked: EnrolmentWizard, network: Network, channel: str, value: str, fault: Fault
) -> None:
    """What takes no code is said on the spot."""
    state, before = asked.contact, list(network.asked)
    state.choose("sms" if channel == "sms" else "mail")
    state.value.type(value)
    state.again.type(value)
    await state.run()
    assert state.value.problem is not None
    assert state.value.problem.fault is fault
    assert state.again.problem is None
    assert network.asked == before


async def test_a_contact_typed_differently_is_said(asked: EnrolmentWizard, network: Network) -> None:
    """The second field has the fault; mending it sends."""
    state, before = asked.contact, list(network.asked)
    fill_contact(asked)
    state.again.type("maele@exemple.fr")
    await state.run()
    assert state.value.problem is None
    assert state.again.problem is not None
    assert state.again.problem.fault is Fault.DIFFERENT
    assert (state.attempts, network.asked) == (1, before)
    state.again.type(MAIL)
    assert state.again.problem is None
    await state.run()
    assert asked.step == "code"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("06 12 34 56 42", "0612345642"),
        ("06.12.34.56.42", "06 12 34 56 42"),
        ("+33 6 12 34 56 42", "06 12 34 56 42"),
        ("Maelle@Exemple.fr", " maelle@exemple.fr "),
    ],
)
async def test_one_contact_written_in_two_ways_is_one(
    asked: EnrolmentWizard, first: str, second: str
) -> None:
    """Spaces, dots, the country's prefix and capitals make no other contact."""
    fill_contact(asked, first)
    asked.contact.again.type(second)
    await asked.contact.run()
    assert asked.contact.again.problem is None
    assert asked.step == "code"


async def test_the_other_channel_starts_afresh(asked: EnrolmentWizard) -> None:
    """A number is no address: both fields are emptied, and so are their faults."""
    state = asked.contact
    state.value.type("06 12")
    await state.run()
    state.choose("mail")
    assert (state.value.text, state.again.text, state.value.problem, state.again.problem) == (
        "",
        "",
        None,
        None,
    )


async def test_a_double_press_sends_one_code(asked: EnrolmentWizard, network: Network, until: Until) -> None:
    """A double tap sends one message."""
    fill_contact(asked)
    network.hold()
    first = asyncio.create_task(asked.contact.run())
    await until(lambda: asked.contact.submit.running)
    await asked.contact.run()
    network.release()
    await first
    assert network.asked.count("PUT /v1/enrolments/current/contact") == 1


async def test_a_lost_network_keeps_what_was_typed(asked: EnrolmentWizard, network: Network) -> None:
    """Cut before the code was sent, both fields are still there, and pressing again sends it."""
    fill_contact(asked)
    network.cut = True
    await asked.contact.run()
    assert isinstance(asked.contact.submit.error, ConnectionFailed)
    network.cut = False
    assert (asked.contact.value.text, asked.contact.again.text) == (MAIL, MAIL)
    await asked.contact.run()
    assert asked.step == "code"


async def test_the_right_code_passes(asked: EnrolmentWizard, demo: Demo) -> None:
    """The password comes next, and the code is done with."""
    fill_contact(asked)
    await asked.contact.run()
    await enter_code(asked.code, demo)
    assert (asked.step, asked.code) == ("password", None)


async def test_a_wrong_code_costs_a_try_until_none_is_left(asked: EnrolmentWizard, demo: Demo) -> None:
    """Five tries; the right code afterwards is worth nothing, a new one is."""
    fill_contact(asked)
    await asked.contact.run()
    code = asked.code
    assert code is not None
    right = await demo.code()
    code.typed.type("000000" if right != "000000" else "000001")
    left = []
    for _ in range(4):
        await code.run()
        assert isinstance(code.submit.error, CodeRefused)
        left.append(code.submit.error.tries_left)
    assert left == [4, 3, 2, 1]
    await code.run()
    assert isinstance(code.submit.error, CodeExhausted)
    assert code.valid_for == 0
    code.typed.type(right)
    await code.run()
    assert isinstance(code.submit.error, CodeExhausted)
    await demo.advance(31)
    await code.resend.run()
    assert code.valid_for > 0
    await enter_code(code, demo)
    assert asked.step == "password"


async def test_an_expired_code_is_said_and_replaced(asked: EnrolmentWizard, demo: Demo) -> None:
    """Too late, the code is said to be over; another is asked for on the same screen."""
    fill_contact(asked)
    await asked.contact.run()
    code = asked.code
    assert code is not None
    await demo.advance(15 * 60 + 1)
    await enter_code(code, demo)
    assert isinstance(code.submit.error, CodeExpired)
    assert asked.step == "code"
    await code.resend.run()
    await enter_code(code, demo)
    assert asked.step == "password"


async def test_a_code_asked_for_too_early_waits(asked: EnrolmentWizard) -> None:
    """Within 30 seconds the wait is told, and the code before still holds."""
    fill_contact(asked)
    await asked.contact.run()
    assert asked.code is not None
    await asked.code.resend.run()
    error = asked.code.resend.error
    assert isinstance(error, RateLimited)
    assert error.retry_after
    assert asked.code.valid_for > 0


async def test_another_contact_has_its_own_code(asked: EnrolmentWizard, demo: Demo) -> None:
    """Modifier leads back; the code of the contact before is not that of the new one."""
    fill_contact(asked)
    await asked.contact.run()
    before = asked.code
    assert asked.may_stand_at("contact")
    fill_contact(asked, "06 12 34 56 42")
    await asked.contact.run()
    assert asked.code is not before
    assert asked.code is not None
    assert asked.code.challenge.channel == "sms"
    await enter_code(asked.code, demo)
    assert asked.step == "password"


async def test_the_same_contact_asked_again_says_what_is_left(asked: EnrolmentWizard, demo: Demo) -> None:
    """Back and on again within 30 seconds sends nothing more, and the code already there is taken."""
    fill_contact(asked)
    await asked.contact.run()
    await asked.contact.run()
    assert asked.contact.submit.error is None
    await enter_code(asked.code, demo)
    assert asked.step == "password"


async def test_the_contact_shows_nowhere(asked: EnrolmentWizard) -> None:
    """It is not in what a log line would print of the state."""
    fill_contact(asked)
    assert MAIL not in repr(asked.contact)
