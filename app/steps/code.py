"""State of the code screen, whatever the code is for."""

from collections.abc import Awaitable, Callable
from math import ceil
from time import monotonic
from typing import TypeAlias

from api_client.challenges import Challenge
from api_client.errors import ClientError, CodeExhausted, CodeExpired
from app.core.command import Command
from app.core.field import OneTimeCode
from app.core.form import Form
from text_rules.numbers import sent_code

RevealDemoCode: TypeAlias = Callable[[Challenge], Callable[[], Awaitable[str | None]] | None]
"""Returns what shows the code of a challenge, where the server is a demonstration."""


class Code(Form):
    """A code that was sent, and the person's tries at typing it.

    Delays are counted on this device from the moment of the answer, so that a wrong clock does not matter.

    Attributes:
        typed: what is typed of it.
        challenge: where the code went, how long it holds.
        resend: asks for a new code, which cancels the old one.
        reveal_demo_code: in a demonstration, shows the code that no message really carried; None elsewhere.
        shown: the code so shown.
    """

    def __init__(
        self,
        challenge: Challenge,
        *,
        verify: Callable[[str], Awaitable[None]],
        resend: Callable[[], Awaitable[Challenge]],
        reveal_demo_code: Callable[[], Awaitable[str | None]] | None = None,
        observe: Callable[[ClientError | None], None],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._send_code = verify
        self._ask_again = resend
        self._clock = clock
        self.typed = OneTimeCode(on_change=self._forget_refusal)
        self.resend = Command(self._resend, observe=observe)
        self.shown: str | None = None
        self.reveal_demo_code: Command | None = None
        if reveal_demo_code is not None:
            look = reveal_demo_code

            async def show() -> None:
                self.shown = await look()

            self.reveal_demo_code = Command(show, observe=observe)
            self._hear(self.reveal_demo_code)
        self._hear(self.resend)
        super().__init__(self.typed, send=self._verify, observe=observe, navigates=True)
        self.take(challenge)

    @property
    def valid_for(self) -> int:
        """Seconds for which the code still holds; 0 once it no longer does."""
        return max(0, ceil(self._expires_at - self._clock()))

    @property
    def resend_in(self) -> int:
        """Seconds before another code may be asked for; 0 when it may."""
        return max(0, ceil(self._resend_at - self._clock()))

    def take(self, challenge: Challenge) -> None:
        """Count from the server's new answer; what is typed stays."""
        now = self._clock()
        self._expires_at = now + (challenge.expires_in if challenge.tries_left else 0)
        self._resend_at = now + challenge.resend_in
        self.challenge = challenge

    def put_away(self) -> None:
        """Keep nothing of what was typed, nor of what was refused: the screen is left."""
        super().put_away()
        self.shown = None
        self.resend.drop()

    async def ask_again(self) -> None:
        """Have another code sent, once the wait is over."""
        if self.resend_in == 0:
            self.submit.clear()
            self.typed.problem = None
            await self.resend.run()

    def _forget_refusal(self) -> None:
        """Forget the refusal: another code is being typed."""
        self.submit.clear()

    async def _verify(self) -> None:
        try:
            await self._send_code(sent_code(self.typed.text))
        except (CodeExpired, CodeExhausted):
            self._expires_at = self._clock()
            raise

    async def _resend(self) -> None:
        challenge = await self._ask_again()
        self.typed.put("")
        self.shown = None
        self.submit.clear()
        self.take(challenge)


def followed(
    code: Code | None, challenge: Challenge | None, make: Callable[[Challenge], Code]
) -> Code | None:
    """Return the state of the code that the server waits for now, if any.

    Args:
        code: the state until now: what is typed in it already stays.
        challenge: what the server says of the code; None when it waits for none.
        make: makes the state of a code that was not waited for before.
    """
    if challenge is None:
        return None
    if code is None:
        return make(challenge)
    code.take(challenge)
    return code
