"""State of a new password: typed twice, held to five rules as it is typed."""

from collections.abc import Awaitable, Callable

from api_client.errors import ClientError
from app.core.field import Field, Secret
from app.core.form import Form
from app.rules.passwords import password_rules
from app.rules.problem import Fault, Problem

_REFUSED = {"same_as_old": Fault.SAME_AS_OLD, "unchanged": Fault.UNCHANGED}


class NewPassword(Form):
    """A password being chosen. It leaves the device when it is sent, not before.

    Attributes:
        value: what is typed.
        again: what is typed the second time.
    """

    def __init__(
        self,
        choose: Callable[[str], Awaitable[None]],
        *,
        name: str = "password",
        after: tuple[Field, ...] = (),
        observe: Callable[[ClientError | None], None],
    ) -> None:
        """Make the form.

        Args:
            choose: sends the password.
            name: what the server calls it where it refuses it.
            after: fields that are asked before it.
            observe: called after each submission with its error, None for a success.
        """
        self._choose = choose
        self.value = Secret(
            self._check_value,
            name=name,
            refused_as=lambda code: _REFUSED.get(code, Fault.COMMON),
            live=True,
        )
        self.again = Secret(self._check_again)
        super().__init__(*after, self.value, self.again, send=self._send, observe=observe)

    @property
    def rules(self) -> list[tuple[str, bool]]:
        """The five rules, each with whether what is typed meets it."""
        return password_rules(self.value.text)

    def _check_value(self, text: str) -> Problem | None:
        if not text:
            return Problem(Fault.EMPTY)
        return None if all(met for _, met in self.rules) else Problem(Fault.WRONG_SHAPE)

    def _check_again(self, text: str) -> Problem | None:
        if not text:
            return Problem(Fault.EMPTY)
        return None if text == self.value.text else Problem(Fault.DIFFERENT)

    async def _send(self) -> None:
        await self._choose(self.value.text)
        self.value.clear()
        self.again.clear()
