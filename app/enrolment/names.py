"""State of one's names, asked to know which of two people with one contact and one date of birth one is."""

from collections.abc import Awaitable, Callable

from api_client.errors import ClientError
from app.core.field import Text
from app.core.form import Form
from app.rules.problem import Fault, Problem


class Names(Form):
    """A first name and a birth name; who has only one of them leaves the other empty.

    Attributes:
        first_name: the first of the first names; what is wrong with both is wrong with it.
        birth_name: the other.
    """

    def __init__(
        self, send: Callable[[str, str], Awaitable[None]], *, observe: Callable[[ClientError | None], None]
    ) -> None:
        self._send_names = send
        self.first_name = Text(self._check_both)
        self.birth_name = Text(on_change=self.first_name.mend)
        super().__init__(self.first_name, self.birth_name, send=self._send, observe=observe)

    def _check_both(self, first_name: str) -> Problem | None:
        return None if (first_name + self.birth_name.text).strip() else Problem(Fault.EMPTY)

    async def _send(self) -> None:
        await self._send_names(self.first_name.text.strip(), self.birth_name.text.strip())
