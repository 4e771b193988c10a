"""A code that strangers had sent opens the way to another, wherever all that can be sent was used up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from api_client import CodeRefused, RateLimited
from app.password_reset.password_reset import ResetStep
from app.rules.problem import Fault
from tests.app.enrolment_steps import MAIL, bring, fill_contact
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from app.enrolment.wizard import EnrolmentWizard
    from app.password_reset.password_reset import PasswordResetFlow
    from app.steps.received_code import Received
    from tests.app.conftest import Demo, Find


@pytest.fixture
async def strangers(base_url: str) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(
        base_url=base_url, trust_env=False, verify=PLAIN, timeout=PATIENCE_S
    ) as http:
        yield http


async def ask_for_all(strangers: httpx.AsyncClient, identifier: str) -> None:
    """Use up the codes of an account, each from another address."""
    for n in range(6):
        where = {"X-Forwarded-For": f"203.0.113.{n}"}
        begun = await strangers.post("/v1/password-resets", json={"identifier": identifier}, headers=where)
        await strangers.post(
            "/v1/password-resets/current/code",
            json={"channel": "mail"},
            headers={"Authorization": f"Bearer {begun.json()['token']}", **where},
        )


async def wrong_then_right(received: Received, demo: Demo) -> None:
    """An empty one and a wrong one are said to be; the right one is taken."""
    code = await demo.code()
    await received.run()
    assert received.typed.problem is not None
    assert received.typed.problem.fault is Fault.EMPTY
    received.typed.type(f"{(int(code) + 1) % 1_000_000:06d}")
    await received.run()
    assert isinstance(received.submit.error, CodeRefused)
    received.typed.type(f"{code[:3]} {code[3:]}")
    await received.run()
    assert received.submit.error is None
    assert (received.asked, received.typed.text) == (False, "")


@pytest.mark.parametrize("old", [False, True])
async def test_a_forgotten_password(
    strangers: httpx.AsyncClient, password_reset: PasswordResetFlow, demo: Demo, find: Find, *, old: bool
) -> None:
    """The code, or the password of 8 digits, that was refused is sent."""
    identifier = find("ancien-couple").identifier
    await ask_for_all(strangers, identifier)
    password_reset.identifier.type(identifier)
    await password_reset.run()
    assert not password_reset.received.asked
    send = password_reset.send_old if old else password_reset.send
    await (password_reset.choose_old if old else password_reset.choose)(password_reset.channels[0])
    assert isinstance(send.error, RateLimited)
    assert password_reset.received.asked
    await wrong_then_right(password_reset.received, demo)
    assert password_reset.step is (ResetStep.CHANNEL if old else ResetStep.CODE)
    assert send.completed


async def test_an_enrolment(strangers: httpx.AsyncClient, enrolment: EnrolmentWizard, demo: Demo) -> None:
    """The contact that strangers had flooded is proved all the same."""
    await bring(enrolment, demo, "contact")
    await bring_draft(strangers)
    for n in range(7):
        where = {"X-Forwarded-For": f"203.0.113.{n}"}
        body = {"channel": "mail", "value": MAIL}
        await strangers.post("/v1/enrolments/resumptions", json=body, headers=where)
    fill_contact(enrolment)
    await enrolment.contact.run()
    received = enrolment.contact.received
    assert isinstance(enrolment.contact.submit.error, RateLimited)
    assert received is not None
    assert received.asked
    await wrong_then_right(received, demo)
    assert enrolment.step == "code"


async def bring_draft(strangers: httpx.AsyncClient) -> None:
    """Have somebody wait for a code at that address, or none would be sent."""
    from tests.server.enrolment_steps import Draft

    with httpx.Client(base_url=strangers.base_url, verify=PLAIN, timeout=PATIENCE_S) as http:
        Draft.at(http, "code", contact=MAIL)
