"""State of a code that somebody else had sent: it shows whose contact it came to, where no other can be had."""

from collections.abc import Awaitable, Callable

from api_client.errors import ClientError, RateLimited
from app.core.command import Command
from app.core.field import OneTimeCode
from app.core.form import Form
from text_rules.numbers import sent_code


class Received(Form):
    """A code that was received, whoever asked for it: strangers may have used up all that can be sent to a contact.

    Attributes:
        asked: whether it helps: a code was refused because too many were asked for.
        typed: what is typed of it.
    """

    def __init__(
        self, send: Callable[[str], Awaitable[None]], *, observe: Callable[[ClientError | None], None]
    ) -> None:
        """Make the form; `send` has another code sent, by the one that is typed."""
        self._send_again = send
        self.asked = False
        self.typed = OneTimeCode()
        super().__init__(self.typed, send=self._send, observe=observe)

    def hear(self, error: ClientError | None) -> None:
        """Note how asking for a code without one ended."""
        if isinstance(error, RateLimited) and error.code == "too_many_codes":
            self.asked = True

    def put_away(self) -> None:
        """Ask for nothing any more, until it is needed again."""
        super().put_away()
        self.asked = False

    async def _send(self) -> None:
        await self._send_again(sent_code(self.typed.text))
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
