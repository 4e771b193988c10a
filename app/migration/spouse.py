"""State of what the responsable of a couple allows the spouse, as a step of the migration."""

from collections.abc import Awaitable, Callable

from api_client.errors import ClientError
from app.core.command import Command
from app.core.field import Choice
from app.core.form import Form


class SpouseChoice(Form):
    """A choice that may be passed by.

    Attributes:
        authorised: whether the spouse may manage the file.
        pass_on: goes on without a choice ("Passer").
    """

    def __init__(
        self,
        choose: Callable[[bool | None], Awaitable[None]],
        *,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        """Make the form.

        Args:
            choose: tells the server what was chosen; None for nothing.
            observe: told of each outcome.
        """
        self._choose = choose
        self.authorised: Choice[bool] = Choice()
        self.pass_on = Command(self._choose_nothing, observe=observe, navigates=True)
        super().__init__(self.authorised, send=self._send, observe=observe, navigates=True)
        self._hear(self.pass_on)

    async def run(self) -> None:
        """Send the choice, if there is one."""
        self.pass_on.clear()
        await super().run()

    async def _send(self) -> None:
        await self._choose(self.authorised.value)

    async def _choose_nothing(self) -> None:
        self.authorised.value = None
        self.authorised.mend()
        await self._choose(None)
