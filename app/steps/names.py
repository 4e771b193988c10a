"""State of one's names, asked to know which of two people with one contact and one date of birth one is."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from api_client.errors import ClientError
from app.core.command import Command
from app.core.typed_form import TypedForm
from app.rules.problem import Fault, Problem


class Names(TypedForm):
    """A first name and a birth name; who has only one of them leaves the other empty.

    Attributes:
        first_name, birth_name: what the fields hold.
        problem: what is wrong with them.
        attempts: submissions refused; changes each time.
        submit: sends them.
    """

    _TYPED: ClassVar = frozenset({"first_name", "birth_name"})

    def __init__(
        self, send: Callable[[str, str], Awaitable[None]], *, observe: Callable[[ClientError | None], None]
    ) -> None:
        self._send_names = send
        self.first_name = ""
        self.birth_name = ""
        self.problem: Problem | None = None
        self.attempts = 0
        self.submit = Command(self._send, observe=observe)

    def type_first_name(self, text: str) -> None:
        """Take what the first field holds now."""
        self.first_name, self.problem = text, None

    def type_birth_name(self, text: str) -> None:
        """Take what the second field holds now."""
        self.birth_name, self.problem = text, None

    async def run(self) -> None:
        """Send them, unless there is none."""
        self.submit.clear()
        self.problem = None if (self.first_name + self.birth_name).strip() else Problem(Fault.EMPTY)
        if self.problem is None:
            await self.submit.run()
        if self.problem is not None or self.submit.error is not None:
            self.attempts += 1

    async def _send(self) -> None:
        await self._send_names(self.first_name.strip(), self.birth_name.strip())
