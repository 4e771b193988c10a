"""State of a code that somebody else had sent: it shows whose contact it came to, where no other can be had."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar

from api_client.errors import ClientError, RateLimited
from app.core.command import Command
from app.core.typed_form import TypedForm
from app.rules.codes import check_code, code_of_message
from text_rules.numbers import sent_code

if TYPE_CHECKING:
    from app.rules.problem import Problem


class Received(TypedForm):
    """A code that was received, whoever asked for it: strangers may have used up all that can be sent to a contact.

    Attributes:
        asked: whether it helps: a code was refused because too many were asked for.
        typed: what the field holds.
        problem: what is wrong with it before it is sent.
        attempts: submissions refused; changes each time.
        submit: has another code sent, by what is typed.
    """

    _TYPED: ClassVar = frozenset({"typed"})

    def __init__(
        self, send: Callable[[str], Awaitable[None]], *, observe: Callable[[ClientError | None], None]
    ) -> None:
        self._send_again = send
        self.asked = False
        self.typed = ""
        self.problem: Problem | None = None
        self.attempts = 0
        self.submit = Command(self._send, observe=observe)

    def hear(self, error: ClientError | None) -> None:
        """Take note of what came of asking for a code without one."""
        if isinstance(error, RateLimited) and error.code == "too_many_codes":
            self.asked = True

    def put_away(self) -> None:
        """Have done with it: it is asked for again where it is needed again."""
        self.asked, self.typed, self.problem = False, "", None
        self.submit.drop()

    def type(self, text: str) -> None:
        """Take what the field holds now; of a line or a message that was pasted, the code that it holds."""
        self.typed, self.problem = text, None
        if code := code_of_message(text):
            self.typed = code
            self.tell()

    async def run(self) -> None:
        """Have a code sent, unless what is typed is plainly none."""
        self.submit.clear()
        self.problem = check_code(self.typed)
        if self.problem is None:
            await self.submit.run()
        if self.problem is not None or self.submit.error is not None:
            self.attempts += 1

    async def _send(self) -> None:
        await self._send_again(sent_code(self.typed))
        self.put_away()


async def by_proof(command: Command) -> None:
    """Run the command that was refused without a code.

    Raises:
        ClientError: what it failed with, which is then said where the code was typed alone.
    """
    await command.run()
    error = command.error
    if error is not None:
        command.clear()
        raise error
