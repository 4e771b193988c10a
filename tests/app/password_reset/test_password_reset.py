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
from app.core.scope import PageScope
from app.core.session import Session
from app.password_reset.password_reset import RESET_ENTRY, PasswordResetFlow, ResetStep
from app.rules.identifiers import IdentifierKind
from app.rules.problem import Fault
from tests.app.conftest import DECLARED, DOORS, MemoryStore
from tests.app.enrolment_steps import PASSWORD, enter_code
from tests.support.patience import PATIENCE_S
from tests.support.plain import PLAIN

if TYPE_CHECKING:
    from app.platforms.device import Device
    from app.platforms.secret_store import DeviceSecret
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


async def test_back_in_alone(
    password_reset: PasswordResetFlow, session: Session, demo: Demo, find: Find
) -> None:
    """Identifier, channel, code, new password: signed in, and nothing typed stays."""
    password_reset.identifier.type(find("responsable-couple").identifier)
    await password_reset.run()
    assert password_reset.step is ResetStep.CHANNEL
    assert [channel.masked_destination for channel in password_reset.channels] == [
        "t•••@example.org",
        "06 •• •• •• 18",
    ]
    await password_reset.choose(password_reset.channels[1])
    assert password_reset.code is not None
    assert password_reset.code.challenge.masked_destination == "06 •• •• •• 18"
    await enter_code(password_reset.code, demo)
    assert password_reset.step is ResetStep.PASSWORD
    await choose_password(password_reset)
    assert session.phase is Phase.SIGNED_IN
    assert (password_reset.step, password_reset.identifier.text) == (ResetStep.IDENTIFIER, "")
    assert (password_reset.password.value.text, password_reset.code, password_reset.channels) == (
        "",
        None,
        (),
    )


async def test_an_identifiant_provisoire_gets_back_in(
    password_reset: PasswordResetFlow, session: Session, demo: Demo, find: Find
) -> None:
    """The link swaps the field, emptied; the identifiant is taken in any case."""
    password_reset.identifier.type("1 85")
    password_reset.identifier.swap()
    assert (password_reset.identifier.kind, password_reset.identifier.text) == (
        IdentifierKind.PROVISIONAL,
        "",
    )
    await sent(password_reset, find("provisoire").identifier.lower())
    await enter_code(password_reset.code, demo)
    await choose_password(password_reset)
    assert session.phase is Phase.SIGNED_IN


@pytest.mark.parametrize(
    ("identifier", "fault"), [("", Fault.EMPTY), ("1 85", Fault.TOO_SHORT), ("x" * 13, Fault.NOT_DIGITS)]
)
async def test_what_is_no_identifier_is_not_sent(
    password_reset: PasswordResetFlow, network: Network, identifier: str, fault: Fault
) -> None:
    """A slip is said on the spot; each refusal is announced anew."""
    password_reset.identifier.type(identifier)
    await password_reset.run()
    await password_reset.run()
    assert password_reset.identifier.problem is not None
    assert password_reset.identifier.problem.fault is fault
    assert (password_reset.attempts, network.asked) == (2, [])


@pytest.mark.parametrize("identifier", [NOBODY, NOBODY_PROVISIONAL])
async def test_nobody_goes_through_the_same_screens(
    password_reset: PasswordResetFlow, demo: Demo, identifier: str
) -> None:
    """Channels, code, tries: nothing tells that there is no account, and no code is ever right."""
    if identifier is NOBODY_PROVISIONAL:
        password_reset.identifier.swap()
    await sent(password_reset, identifier)
    code = password_reset.code
    assert code is not None
    assert code.challenge.masked_destination == password_reset.channels[0].masked_destination
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
    assert password_reset.step is ResetStep.CODE


async def test_every_other_session_ends(
    base_url: str, password_reset: PasswordResetFlow, demo: Demo, find: Find
) -> None:
    """Whoever was signed in elsewhere, perhaps with the stolen password, is signed out."""
    account = find("responsable-couple")
    async with Client(base_url, retry=Retry(limit=0), timeout=httpx.Timeout(PATIENCE_S)) as client:
        await client.sessions.create(identifier=account.identifier, password=account.password)
        await client.accounts.me()
        await sent(password_reset, account.identifier)
        await enter_code(password_reset.code, demo)
        await choose_password(password_reset)
        with pytest.raises(SessionExpired):
            await client.accounts.me()


async def test_the_other_contact_is_told(
    base_url: str, password_reset: PasswordResetFlow, demo: Demo, find: Find
) -> None:
    """Who did not ask for it learns that the password changed."""
    await sent(password_reset, find("responsable-couple").identifier, channel=1)
    await enter_code(password_reset.code, demo)
    await choose_password(password_reset)
    async with httpx.AsyncClient(
        base_url=base_url, trust_env=False, verify=PLAIN, timeout=PATIENCE_S
    ) as http:
        told = (await http.get("/demo/messages")).json()[0]
    assert (told["channel"], told["code"]) == ("mail", None)


async def test_an_old_password_is_sent_again(
    base_url: str, password_reset: PasswordResetFlow, demo: Demo, find: Find
) -> None:
    """An old account gets 8 new digits where the person chose; they sign in to the migration."""
    account = find("ancien-couple")
    password_reset.identifier.type(account.identifier)
    await password_reset.run()
    await password_reset.choose_old(password_reset.channels[0])
    assert password_reset.send_old.completed
    assert password_reset.step is ResetStep.CHANNEL
    async with httpx.AsyncClient(
        base_url=base_url, trust_env=False, verify=PLAIN, timeout=PATIENCE_S
    ) as http:
        told = (await http.get("/demo/messages")).json()[0]
    assert told["channel"] == password_reset.channels[0].channel


@pytest.mark.parametrize("role", ["responsable-couple", None])
async def test_an_old_password_is_answered_alike_to_anybody(
    base_url: str, password_reset: PasswordResetFlow, demo: Demo, find: Find, role: str | None
) -> None:
    """Whether the account is an old one, or exists, is not told: the answer is the same, and no message leaves."""
    password_reset.identifier.type(find(role).identifier if role else NOBODY)
    await password_reset.run()
    await password_reset.choose_old(password_reset.channels[0])
    assert password_reset.send_old.completed
    async with httpx.AsyncClient(
        base_url=base_url, trust_env=False, verify=PLAIN, timeout=PATIENCE_S
    ) as http:
        assert (await http.get("/demo/messages")).json() == []


async def test_a_code_that_expired_is_replaced(
    password_reset: PasswordResetFlow, demo: Demo, find: Find
) -> None:
    """Too late, another is asked for on the same screen."""
    await sent(password_reset, find("responsable-couple").identifier, channel=1)
    assert password_reset.code is not None
    await demo.advance(10 * 60 + 1)
    await enter_code(password_reset.code, demo)
    assert isinstance(password_reset.code.submit.error, CodeExpired)
    await password_reset.code.resend.run()
    await enter_code(password_reset.code, demo)
    assert password_reset.step is ResetStep.PASSWORD


async def test_a_common_password_is_refused(
    password_reset: PasswordResetFlow, demo: Demo, find: Find
) -> None:
    """The same rules as at the enrolment, and the step stays."""
    await sent(password_reset, find("responsable-couple").identifier)
    await enter_code(password_reset.code, demo)
    await choose_password(password_reset, "Password123")
    assert password_reset.password.value.problem is not None
    assert password_reset.password.value.problem.fault is Fault.COMMON
    assert password_reset.step is ResetStep.PASSWORD


async def test_a_reset_that_is_over_begins_anew(
    password_reset: PasswordResetFlow, demo: Demo, find: Find
) -> None:
    """Left lying for a day, the reset starts again at the identifier, which says why; the password is not kept."""
    await sent(password_reset, find("responsable-couple").identifier)
    await enter_code(password_reset.code, demo)
    await demo.advance(24 * 3600)
    await choose_password(password_reset)
    assert password_reset.step is ResetStep.IDENTIFIER
    assert isinstance(password_reset.submit.error, SessionExpired)
    assert (password_reset.password.value.text, password_reset.password.again.text) == ("", "")


async def test_modifier_goes_back_to_the_identifier(password_reset: PasswordResetFlow, find: Find) -> None:
    """What was typed of it stays."""
    identifier = find("responsable-couple").identifier
    await sent(password_reset, identifier)
    password_reset.start_again()
    assert (password_reset.step, password_reset.identifier.text, password_reset.code) == (
        ResetStep.IDENTIFIER,
        identifier,
        None,
    )


async def test_a_lost_network_loses_nothing(
    password_reset: PasswordResetFlow, session: Session, network: Network, demo: Demo, find: Find
) -> None:
    """Cut at each step, the step stays as it is, and pressing again goes on."""
    password_reset.identifier.type(find("responsable-couple").identifier)
    network.cut = True
    await password_reset.run()
    assert isinstance(password_reset.submit.error, ConnectionFailed)
    network.cut = False
    await password_reset.run()
    network.cut = True
    await password_reset.choose(password_reset.channels[0])
    assert isinstance(password_reset.send.error, ConnectionFailed)
    assert password_reset.step is ResetStep.CHANNEL
    network.cut = False
    await password_reset.choose(password_reset.channels[0])
    await enter_code(password_reset.code, demo)
    network.cut = True
    await choose_password(password_reset)
    assert isinstance(password_reset.password.submit.error, ConnectionFailed)
    assert password_reset.password.value.text == PASSWORD
    network.cut = False
    await password_reset.password.run()
    assert session.phase is Phase.SIGNED_IN


async def test_cut_between_the_password_and_the_account(
    password_reset: PasswordResetFlow, session: Session, demo: Demo, find: Find
) -> None:
    """The password changed once; where the account could not be read after it, only that is tried again."""
    await sent(password_reset, find("responsable-couple").identifier)
    await enter_code(password_reset.code, demo)
    await demo.fail("/v1/me", 500)
    await choose_password(password_reset)
    assert password_reset.password.submit.error is not None
    assert password_reset.step is ResetStep.PASSWORD
    await password_reset.password.run()
    assert session.phase is Phase.SIGNED_IN


async def test_a_double_press_sends_one_code(
    password_reset: PasswordResetFlow, network: Network, find: Find, until: Until
) -> None:
    """A double tap on a channel sends one message."""
    password_reset.identifier.type(find("responsable-couple").identifier)
    await password_reset.run()
    network.hold()
    first = asyncio.create_task(password_reset.choose(password_reset.channels[0]))
    await until(lambda: password_reset.send.running)
    await password_reset.choose(password_reset.channels[0])
    network.release()
    await first
    assert network.asked.count("POST /v1/password-resets/current/code") == 1


@pytest.mark.parametrize("step", [ResetStep.CHANNEL, ResetStep.CODE])
async def test_a_reset_outlives_the_program(
    *, page: PageScope, device: Device, until: Until, demo: Demo, find: Find, base_url: str, step: ResetStep
) -> None:
    """A phone may end the page while the mail is read: the next one stands where that one stood."""
    first, kept = page.state(PasswordResetFlow.of), device.store(RESET_ENTRY)
    first.identifier.type(find("responsable-couple").identifier)
    await first.run()
    if step is ResetStep.CODE:
        await first.choose(first.channels[0])
    await until(lambda: _holds(kept, sent_too=step is ResetStep.CODE))
    async with Client(base_url, retry=Retry(limit=0), timeout=httpx.Timeout(PATIENCE_S)) as client:
        session = Session(client, doors=DOORS)
        state = PageScope(client, session, device, DECLARED).state(PasswordResetFlow.of)
        await state.recall()
        assert (state.step, state.channels) == (step, first.channels)
        if step is ResetStep.CHANNEL:
            await state.choose(state.channels[0])
        assert state.code is not None
        await enter_code(state.code, demo)
        assert state.step is ResetStep.PASSWORD
        await until(lambda: not _holds(kept))  # its key alone would now choose a password
        again = PageScope(client, Session(client), device, DECLARED).state(PasswordResetFlow.of)
        await again.recall()
        assert again.step is ResetStep.IDENTIFIER
        assert isinstance(again.submit.error, SessionExpired)
        await choose_password(state)
        assert session.phase is Phase.SIGNED_IN
        session.close()


def _holds(store: DeviceSecret, *, sent_too: bool = False) -> bool:
    assert isinstance(store, MemoryStore)
    return '"token"' in str(store.kept) and ('"resend_in"' in str(store.kept)) >= sent_too


async def test_nothing_typed_shows(password_reset: PasswordResetFlow, demo: Demo, find: Find) -> None:
    """Neither identifier nor password is in what a log line would print of the states."""
    identifier = find("responsable-couple").identifier
    await sent(password_reset, identifier)
    await enter_code(password_reset.code, demo)
    password_reset.password.value.type(PASSWORD)
    for state in (password_reset, *vars(password_reset).values()):
        if state is not password_reset.identifier:
            assert identifier not in repr(state)
            assert PASSWORD not in repr(state)
