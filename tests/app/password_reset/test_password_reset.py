from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx
import pytest

from api_client import (
    Client,
    CodeExhausted,
    CodeExpired,
    CodeRefused,
    ConnectionFailed,
    Retry,
    SessionExpired,
)
from app.core.routes import Phase
from app.password_reset.password_reset import ResetStep
from app.rules.identifiers import IdentifierKind
from app.rules.problem import Fault
from tests.app.enrolment_steps import PASSWORD, enter_code
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from app.core.session import Session
    from app.password_reset.password_reset import PasswordResetFlow
    from tests.app.conftest import Demo, Find, Network, Until

NOBODY = "1 99 01 75 112 045"
NOBODY_PROVISIONAL = "P 1234 5678 K"


async def sent(state: PasswordResetFlow, identifier: str, channel: int = 0) -> None:
    """Go as far as the code."""
    state.identifier.type(identifier)
    await state.run()
    await state.choose(state.channels[channel])
    assert state.step is ResetStep.CODE


async def choose_password(state: PasswordResetFlow, value: str = PASSWORD) -> None:
    state.password.value.type(value)
    state.password.again.type(value)
    await state.password.run()


async def test_back_in_alone(forgotten: PasswordResetFlow, session: Session, demo: Demo, find: Find) -> None:
    """Identifier, channel, code, new password: signed in, and nothing typed stays."""
    forgotten.identifier.type(find("responsable-couple").identifier)
    await forgotten.run()
    assert forgotten.step is ResetStep.CHANNEL
    assert [channel.masked_destination for channel in forgotten.channels] == [
        "t•••@example.org",
        "06 •• •• •• 18",
    ]
    await forgotten.choose(forgotten.channels[1])
    assert forgotten.code is not None
    assert forgotten.code.challenge.masked_destination == "06 •• •• •• 18"
    await enter_code(forgotten.code, demo)
    assert forgotten.step is ResetStep.PASSWORD
    await choose_password(forgotten)
    assert session.phase is Phase.SIGNED_IN
    assert (forgotten.step, forgotten.identifier.text) == (ResetStep.IDENTIFIER, "")
    assert (forgotten.password.value.text, forgotten.code, forgotten.channels) == ("", None, ())


async def test_an_identifiant_provisoire_gets_back_in(
    forgotten: PasswordResetFlow, session: Session, demo: Demo, find: Find
) -> None:
    """The link swaps the field, emptied; the identifiant is taken in any case."""
    forgotten.identifier.type("1 85")
    forgotten.identifier.swap()
    assert (forgotten.identifier.kind, forgotten.identifier.text) == (IdentifierKind.PROVISIONAL, "")
    await sent(forgotten, find("provisoire").identifier.lower())
    await enter_code(forgotten.code, demo)
    await choose_password(forgotten)
    assert session.phase is Phase.SIGNED_IN


@pytest.mark.parametrize(
    ("identifier", "fault"), [("", Fault.EMPTY), ("1 85", Fault.TOO_SHORT), ("x" * 13, Fault.NOT_DIGITS)]
)
async def test_what_is_no_identifier_is_not_sent(
    forgotten: PasswordResetFlow, network: Network, identifier: str, fault: Fault
) -> None:
    """A slip is said on the spot; each refusal is announced anew."""
    forgotten.identifier.type(identifier)
    await forgotten.run()
    await forgotten.run()
    assert forgotten.identifier.problem is not None
    assert forgotten.identifier.problem.fault is fault
    assert (forgotten.attempts, network.asked) == (2, [])


@pytest.mark.parametrize("identifier", [NOBODY, NOBODY_PROVISIONAL])
async def test_nobody_goes_through_the_same_screens(
    forgotten: PasswordResetFlow, demo: Demo, identifier: str
) -> None:
    """Channels, code, tries: nothing tells that there is no account, and no code is ever right."""
    if identifier is NOBODY_PROVISIONAL:
        forgotten.identifier.swap()
    await sent(forgotten, identifier)
    code = forgotten.code
    assert code is not None
    assert code.challenge.masked_destination == forgotten.channels[0].masked_destination
    code.typed.type("123456")
    for left in (4, 3, 2, 1):
        await code.run()
        assert isinstance(code.submit.error, CodeRefused)
        assert code.submit.error.tries_left == left
    await code.run()
    assert isinstance(code.submit.error, CodeExhausted)
    await demo.advance(31)
    await code.resend.run()
    assert code.resend.completed
    assert forgotten.step is ResetStep.CODE


async def test_every_other_session_ends(
    base_url: str, forgotten: PasswordResetFlow, demo: Demo, find: Find
) -> None:
    """Whoever was signed in elsewhere, perhaps with the stolen password, is signed out."""
    account = find("responsable-couple")
    async with Client(base_url, retry=Retry(limit=0)) as client:
        await client.sessions.create(identifier=account.identifier, password=account.password)
        await client.accounts.me()
        await sent(forgotten, account.identifier)
        await enter_code(forgotten.code, demo)
        await choose_password(forgotten)
        with pytest.raises(SessionExpired):
            await client.accounts.me()


async def test_the_other_contact_is_told(
    base_url: str, forgotten: PasswordResetFlow, demo: Demo, find: Find
) -> None:
    """Who did not ask for it learns that the password changed."""
    await sent(forgotten, find("responsable-couple").identifier, channel=1)
    await enter_code(forgotten.code, demo)
    await choose_password(forgotten)
    async with httpx.AsyncClient(base_url=base_url, trust_env=False, verify=PLAIN) as http:
        told = (await http.get("/demo/messages")).json()[0]
    assert (told["channel"], told["code"]) == ("mail", None)


async def test_an_old_password_is_sent_again(
    base_url: str, forgotten: PasswordResetFlow, demo: Demo, find: Find
) -> None:
    """An old account gets 8 new digits where the person chose; they sign in to the migration."""
    account = find("ancien-couple")
    forgotten.identifier.type(account.identifier)
    await forgotten.run()
    await forgotten.choose_old(forgotten.channels[0])
    assert forgotten.send_old.completed
    assert forgotten.step is ResetStep.CHANNEL
    async with httpx.AsyncClient(base_url=base_url, trust_env=False, verify=PLAIN) as http:
        told = (await http.get("/demo/messages")).json()[0]
    assert told["channel"] == forgotten.channels[0].channel


@pytest.mark.parametrize("role", ["responsable-couple", None])
async def test_an_old_password_is_answered_alike_to_anybody(
    base_url: str, forgotten: PasswordResetFlow, demo: Demo, find: Find, role: str | None
) -> None:
    """Whether the account is an old one, or exists, is not told: the answer is the same, and no message leaves."""
    forgotten.identifier.type(find(role).identifier if role else NOBODY)
    await forgotten.run()
    await forgotten.choose_old(forgotten.channels[0])
    assert forgotten.send_old.completed
    async with httpx.AsyncClient(base_url=base_url, trust_env=False, verify=PLAIN) as http:
        assert (await http.get("/demo/messages")).json() == []


async def test_a_code_that_expired_is_replaced(forgotten: PasswordResetFlow, demo: Demo, find: Find) -> None:
    """Too late, another is asked for on the same screen."""
    await sent(forgotten, find("responsable-couple").identifier, channel=1)
    assert forgotten.code is not None
    await demo.advance(10 * 60 + 1)
    await enter_code(forgotten.code, demo)
    assert isinstance(forgotten.code.submit.error, CodeExpired)
    await forgotten.code.resend.run()
    await enter_code(forgotten.code, demo)
    assert forgotten.step is ResetStep.PASSWORD


async def test_a_common_password_is_refused(forgotten: PasswordResetFlow, demo: Demo, find: Find) -> None:
    """The same rules as at the enrolment, and the step stays."""
    await sent(forgotten, find("responsable-couple").identifier)
    await enter_code(forgotten.code, demo)
    await choose_password(forgotten, "Password123")
    assert forgotten.password.value.problem is not None
    assert forgotten.password.value.problem.fault is Fault.COMMON
    assert forgotten.step is ResetStep.PASSWORD


async def test_a_reset_that_is_over_begins_anew(forgotten: PasswordResetFlow, demo: Demo, find: Find) -> None:
    """Left lying for a day, the reset starts again at the identifier, which says why; the password is not kept."""
    await sent(forgotten, find("responsable-couple").identifier)
    await enter_code(forgotten.code, demo)
    await demo.advance(24 * 3600)
    await choose_password(forgotten)
    assert forgotten.step is ResetStep.IDENTIFIER
    assert isinstance(forgotten.submit.error, SessionExpired)
    assert (forgotten.password.value.text, forgotten.password.again.text) == ("", "")


async def test_modifier_goes_back_to_the_identifier(forgotten: PasswordResetFlow, find: Find) -> None:
    """What was typed of it stays."""
    identifier = find("responsable-couple").identifier
    await sent(forgotten, identifier)
    forgotten.start_again()
    assert (forgotten.step, forgotten.identifier.text, forgotten.code) == (
        ResetStep.IDENTIFIER,
        identifier,
        None,
    )


async def test_a_lost_network_loses_nothing(
    forgotten: PasswordResetFlow, session: Session, network: Network, demo: Demo, find: Find
) -> None:
    """Cut at each step, the step stays as it is, and pressing again goes on."""
    forgotten.identifier.type(find("responsable-couple").identifier)
    network.cut = True
    await forgotten.run()
    assert isinstance(forgotten.submit.error, ConnectionFailed)
    network.cut = False
    await forgotten.run()
    network.cut = True
    await forgotten.choose(forgotten.channels[0])
    assert isinstance(forgotten.send.error, ConnectionFailed)
    assert forgotten.step is ResetStep.CHANNEL
    network.cut = False
    await forgotten.choose(forgotten.channels[0])
    await enter_code(forgotten.code, demo)
    network.cut = True
    await choose_password(forgotten)
    assert isinstance(forgotten.password.submit.error, ConnectionFailed)
    assert forgotten.password.value.text == PASSWORD
    network.cut = False
    await forgotten.password.run()
    assert session.phase is Phase.SIGNED_IN


async def test_cut_between_the_password_and_the_account(
    forgotten: PasswordResetFlow, session: Session, demo: Demo, find: Find
) -> None:
    """The password changed once; where the account could not be read after it, only that is tried again."""
    await sent(forgotten, find("responsable-couple").identifier)
    await enter_code(forgotten.code, demo)
    await demo.fail("/v1/me", 500)
    await choose_password(forgotten)
    assert forgotten.password.submit.error is not None
    assert forgotten.step is ResetStep.PASSWORD
    await forgotten.password.run()
    assert session.phase is Phase.SIGNED_IN


async def test_a_double_press_sends_one_code(
    forgotten: PasswordResetFlow, network: Network, find: Find, until: Until
) -> None:
    """A double tap on a channel sends one message."""
    forgotten.identifier.type(find("responsable-couple").identifier)
    await forgotten.run()
    network.hold()
    first = asyncio.create_task(forgotten.choose(forgotten.channels[0]))
    await until(lambda: forgotten.send.running)
    await forgotten.choose(forgotten.channels[0])
    network.release()
    await first
    assert network.asked.count("POST /v1/password-resets/current/code") == 1


async def test_nothing_typed_shows(forgotten: PasswordResetFlow, demo: Demo, find: Find) -> None:
    """Neither identifier nor password is in what a log line would print of the states."""
    identifier = find("responsable-couple").identifier
    await sent(forgotten, identifier)
    await enter_code(forgotten.code, demo)
    forgotten.password.value.type(PASSWORD)
    for state in (forgotten, *vars(forgotten).values()):
        if state is not forgotten.identifier:
            assert identifier not in repr(state)
            assert PASSWORD not in repr(state)
