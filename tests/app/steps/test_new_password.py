from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from api_client import ConnectionFailed
from app.rules.problem import Fault
from tests.app.enrolment_steps import PASSWORD, bring, fill_password

if TYPE_CHECKING:
    from app.enrolment.wizard import EnrolmentWizard
    from tests.app.conftest import Demo, Network


@pytest.fixture
async def asked(enrolment: EnrolmentWizard, demo: Demo) -> EnrolmentWizard:
    """An enrolment that waits for a password."""
    await bring(enrolment, demo, "password")
    return enrolment


async def test_a_password_is_taken_and_not_kept(asked: EnrolmentWizard) -> None:
    """The recap comes next, and nothing of the password stays in memory."""
    fill_password(asked)
    await asked.password.run()
    assert asked.step == "summary"
    assert (asked.password.value.text, asked.password.again.text) == ("", "")


async def test_the_rules_turn_as_one_types(asked: EnrolmentWizard, network: Network) -> None:
    """Each rule says whether it is met at each key, and nothing leaves meanwhile."""
    state, before = asked.password, list(network.asked)
    met = []
    for text in ("", "p", "Pommier", "Pommier77", "Pommier77orange", "Pommier77é"):
        state.value.type(text)
        met.append({rule for rule, is_met in state.rules if is_met})
    assert met == [
        set(),
        {"lower", "characters"},
        {"lower", "upper", "characters"},
        {"lower", "upper", "digit", "characters"},
        {"length", "lower", "upper", "digit", "characters"},
        {"length", "lower", "upper", "digit"},
    ]
    assert network.asked == before


@pytest.mark.parametrize(
    ("value", "fault"),
    [("", Fault.EMPTY), ("Court1", Fault.WRONG_SHAPE), ("Pommier77é" * 2, Fault.WRONG_SHAPE)],
)
async def test_a_password_that_breaks_a_rule_is_not_sent(
    asked: EnrolmentWizard, network: Network, value: str, fault: Fault
) -> None:
    """What the rules under the field say is held to before anything leaves."""
    before = list(network.asked)
    fill_password(asked, value)
    await asked.password.run()
    assert asked.password.value.problem is not None
    assert asked.password.value.problem.fault is fault
    assert (asked.password.attempts, network.asked) == (1, before)


async def test_two_passwords_are_not_one(asked: EnrolmentWizard, network: Network) -> None:
    """Typed differently the second time, it is said there, capitals included."""
    before = list(network.asked)
    fill_password(asked)
    asked.password.again.type(PASSWORD.lower())
    await asked.password.run()
    assert asked.password.value.problem is None
    assert asked.password.again.problem is not None
    assert network.asked == before
    asked.password.again.type(PASSWORD)
    await asked.password.run()
    assert asked.step == "summary"


async def test_a_common_password_is_refused(asked: EnrolmentWizard) -> None:
    """It meets the rules and is guessed first all the same: the person chooses another."""
    fill_password(asked, "Password123")
    await asked.password.run()
    assert asked.password.value.problem is not None
    assert asked.password.value.problem.fault is Fault.COMMON
    assert asked.step == "password"
    asked.password.value.type(PASSWORD)
    assert asked.password.value.problem is None
    asked.password.again.type(PASSWORD)
    await asked.password.run()
    assert asked.step == "summary"


async def test_a_lost_network_keeps_what_was_typed(asked: EnrolmentWizard, network: Network) -> None:
    """Cut on the way, the password need not be typed again."""
    fill_password(asked)
    network.cut = True
    await asked.password.run()
    assert isinstance(asked.password.submit.error, ConnectionFailed)
    network.cut = False
    await asked.password.run()
    assert asked.step == "summary"


async def test_the_password_shows_nowhere(asked: EnrolmentWizard) -> None:
    """It is not in what a log line would print of the states."""
    fill_password(asked)
    for state in (asked, asked.password, asked.password.submit, asked.draft):
        assert PASSWORD not in repr(state)
