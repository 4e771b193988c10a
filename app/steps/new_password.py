"""State of a new password: typed twice, held to five rules as it is typed."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from api_client.errors import ClientError, Refused
from app.core.command import Command
from app.core.form import Form
from app.rules.passwords import password_rules
from app.rules.problem import Fault, Problem


class Password(Form):
    """A password being chosen. It leaves the device when it is sent, not before.

    Attributes:
        value: what is typed.
        again: what is typed the second time.
        problem: what is wrong with the first.
        again_problem: what is wrong with the second.
        attempts: submissions refused; changes each time.
        submit: sends it.
    """

    _TYPED: ClassVar = frozenset({"again"})

    def __init__(
        self, choose: Callable[[str], Awaitable[None]], *, observe: Callable[[ClientError | None], None]
    ) -> None:
        self._choose = choose
        self.value = ""
        self.again = ""
        self.problem: Problem | None = None
        self.again_problem: Problem | None = None
        self.attempts = 0
        self.submit = Command(self._send, observe=observe)

    @property
    def rules(self) -> list[tuple[str, bool]]:
        """The five rules, each with whether what is typed meets it."""
        return [(rule, met) for rule, met in password_rules(self.value)]

    def type_value(self, text: str) -> None:
        """Take what the first field holds now."""
        self.value, self.problem = text, None

    def type_again(self, text: str) -> None:
        """Take what the second field holds now."""
        self.again, self.again_problem = text, None

    def put_away(self) -> None:
        """Keep nothing of what was typed, nor of what was refused: the screen is left."""
        self.value = self.again = ""
        self.problem = self.again_problem = None
        self.submit.drop()
        self.tell()

    async def run(self) -> None:
        """Send it, unless it breaks a rule or differs from what was typed the second time."""
        self.submit.clear()
        self.problem = self.again_problem = None
        if not self.value:
            self.problem = Problem(Fault.EMPTY)
        elif not all(met for _, met in self.rules):
            self.problem = Problem(Fault.WRONG_SHAPE)
        if self.value != self.again:
            self.again_problem = Problem(Fault.DIFFERENT)
        if self.problem or self.again_problem:
            self.attempts += 1
            return
        await self.submit.run()
        if isinstance(self.submit.error, Refused) and self.submit.error.fields:
            same = self.submit.error.fields.get("password") == "same_as_old"
            self.problem = Problem(Fault.SAME_AS_OLD if same else Fault.COMMON)
        if self.submit.error is not None:
            self.attempts += 1

    async def _send(self) -> None:
        await self._choose(self.value)
        self.value = self.again = ""
