from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from api_client import Challenge, ClientError, CodeExhausted, CodeExpired, CodeRefused, RateLimited
from app.rules.problem import Fault, Problem
from app.steps.code import Code, followed

if TYPE_CHECKING:
    from tests.app.conftest import Time


def challenge(
    number: int = 1, *, expires_in: float = 900, resend_in: float = 30, tries_left: int = 5
) -> Challenge:
    return Challenge(
        challenge_id=f"challenge-{number}",
        channel="mail",
        masked_destination="c•••@exemple.fr",
        expires_in=expires_in,
        resend_in=resend_in,
        code_length=6,
        tries_left=tries_left,
    )


class Sender:
    """What a code screen asks for: notes the codes given, and answers as told."""

    def __init__(self) -> None:
        self.given: list[str] = []
        self.sent = 1
        self.failure: ClientError | None = None
        self.go = asyncio.Event()
        self.go.set()

    async def verify(self, code: str) -> None:
        self.given.append(code)
        await self.go.wait()
        self._fail()

    async def resend(self) -> Challenge:
        self._fail()
        self.sent += 1
        return challenge(self.sent)

    def _fail(self) -> None:
        if self.failure is not None:
            raise self.failure


@pytest.fixture
def sender() -> Sender:
    return Sender()


@pytest.fixture
def code(sender: Sender, time: Time) -> Code:
    return Code(
        challenge(), verify=sender.verify, resend=sender.resend, observe=lambda _: None, clock=time.now
    )


def test_delays_are_counted_on_the_device(code: Code, time: Time) -> None:
    """The countdown runs from the server's delays, whatever the device's date, and stops at nothing."""
    assert (code.valid_for, code.resend_in) == (900, 30)
    time.advance(29.5)
    assert (code.valid_for, code.resend_in) == (871, 1)
    time.advance(1)
    assert code.resend_in == 0
    time.advance(10_000)
    assert (code.valid_for, code.resend_in) == (0, 0)


@pytest.mark.parametrize(
    ("typed", "fault"), [("", Fault.EMPTY), ("12345", Fault.TOO_SHORT), ("12345a", Fault.NOT_DIGITS)]
)
async def test_what_is_no_code_is_not_sent(code: Code, sender: Sender, typed: str, fault: Fault) -> None:
    """A try is not lost on a slip of the finger."""
    code.typed.type(typed)
    await code.run()
    assert code.typed.problem is not None
    assert code.typed.problem.fault is fault
    assert sender.given == []


async def test_a_pasted_code_is_sent_without_its_spaces(code: Code, sender: Sender) -> None:
    """Mails and phones write codes in two groups."""
    code.typed.type(" 123\u00a0456 ")
    await code.run()
    assert sender.given == ["123456"]
    assert code.submit.completed


async def test_a_double_press_sends_once(code: Code, sender: Sender) -> None:
    """A double tap costs one try, not two."""
    code.typed.type("123456")
    sender.go.clear()
    first = asyncio.create_task(code.run())
    await asyncio.sleep(0)
    await code.run()
    sender.go.set()
    await first
    assert sender.given == ["123456"]


MESSAGE = "Votre code pour vous connecter : 123456\n\nIl est valable 15 minutes, jusqu'à 09:50."


@pytest.mark.parametrize(
    "pasted", ["        123456", "\u202d123456\u202c", "Votre code : 123 456", MESSAGE, "123456La Caf"]
)
async def test_the_code_of_what_was_pasted_is_sent(code: Code, sender: Sender, pasted: str) -> None:
    """A line or the whole message holds the code: nothing is cut off, nothing has to be taken out by hand."""
    code.typed.type(pasted)
    await code.run()
    assert sender.given == ["123456"]
    assert code.typed.text.replace(" ", "").strip("\u202d\u202c") == "123456"


async def test_of_two_codes_none_is_chosen(code: Code, sender: Sender) -> None:
    """The person is asked which: a wrong one would cost a try."""
    code.typed.type("123456 n'est plus valable, voici 654321")
    await code.run()
    assert code.typed.problem == Problem(Fault.SEVERAL)
    assert sender.given == []


async def test_a_wrong_code_is_said_until_something_else_is_typed(code: Code, sender: Sender) -> None:
    """The refusal stands beside what was refused, and what was typed stays."""
    sender.failure = CodeRefused(tries_left=4)
    code.typed.type("123456")
    await code.run()
    assert code.submit.error is sender.failure
    assert code.typed.text == "123456"
    assert code.valid_for > 0
    code.typed.type("12345")
    assert code.submit.error is None


@pytest.mark.parametrize("failure", [CodeExpired(), CodeExhausted()])
async def test_a_dead_code_stays_dead(code: Code, sender: Sender, failure: ClientError) -> None:
    """Once the server says that the code is worth nothing, typing does not bring its countdown back."""
    sender.failure = failure
    code.typed.type("123456")
    await code.run()
    assert code.valid_for == 0
    code.typed.type("1")
    assert code.valid_for == 0


async def test_a_new_code_starts_afresh(code: Code, sender: Sender, time: Time) -> None:
    """A new code cancels the old: field, error and delays begin again."""
    sender.failure = CodeExhausted()
    code.typed.type("123456")
    await code.run()
    time.advance(600)
    sender.failure = None
    await code.resend.run()
    assert code.resend.completed
    assert (code.typed.text, code.typed.problem, code.submit.error) == ("", None, None)
    assert (code.valid_for, code.resend_in) == (900, 30)
    assert code.challenge.challenge_id == "challenge-2"


async def test_a_refused_resend_changes_nothing(code: Code, sender: Sender) -> None:
    """When no new code may be sent, the one before still holds, and so does what is typed."""
    sender.failure = RateLimited(code="resend_too_soon", retry_after=12)
    code.typed.type("123")
    await code.resend.run()
    assert code.resend.error is sender.failure
    assert code.typed.text == "123"
    assert code.valid_for == 900


async def test_the_server_knows_better(code: Code) -> None:
    """Taken up again, the screen counts from what the server says now; what was typed is still there."""
    code.typed.type("123")
    code.take(challenge(expires_in=600, resend_in=0))
    assert (code.valid_for, code.resend_in) == (600, 0)
    code.take(challenge(expires_in=500, resend_in=0, tries_left=0))
    assert (code.valid_for, code.typed.text) == (0, "123")


def test_what_is_typed_stays_as_long_as_a_code_is_waited_for() -> None:
    """The server says the same thing again after each answer; a code that is waited for no more is gone with it."""
    sender = Sender()

    def make(of: Challenge) -> Code:
        return Code(of, verify=sender.verify, resend=sender.resend, observe=lambda _: None)

    first = followed(None, challenge(), make)
    assert first is not None
    first.typed.type("123")
    again = followed(first, challenge(2), make)
    assert again is first
    assert (again.typed.text, again.challenge.challenge_id) == ("123", "challenge-2")
    assert followed(first, None, make) is None
