"""State of the code at sign-in: asked or not, and where it goes."""

from collections.abc import Callable

from api_client import Client
from api_client.challenges import Channel
from api_client.credentials import CodeChannel, SignInCode
from api_client.errors import ChangedMeanwhile, ClientError
from app.core.form import Form
from app.core.resource import Resource
from app.steps.reauthentication import Reauthentication

__all__ = ["CodeChannel", "SignInCode", "SignInCodeSwitch"]


class SignInCodeSwitch(Form):
    """Whether a code is asked at sign-in.

    Attributes:
        known: what holds, as the server knows it.
        reauthentication: the password, where it is asked for again.
    """

    def __init__(
        self, client: Client, *, fresh: Callable[[], bool], observe: Callable[[ClientError | None], None]
    ) -> None:
        self._client = client
        self._wanted: Channel | None = None
        self._chosen = False
        self.known = Resource(client.credentials.sign_in_code, observe=observe)
        self.reauthentication = Reauthentication(fresh)
        super().__init__(self.reauthentication, send=self._save, observe=observe)

    @property
    def wanted(self) -> Channel | None:
        """The channel that is ticked, None for no code."""
        return self._wanted if self._chosen else self.known.value.channel if self.known.value else None

    def choose(self, channel: Channel | None) -> None:
        """Tick another answer; nothing is sent yet."""
        self._wanted, self._chosen = channel, True
        self.submit.clear()

    def seal(self) -> None:
        """Keep what was ticked, for the same person to come back to."""
        self.reauthentication.put_away()
        self.known.forget()
        self.submit.clear()

    async def run(self) -> None:
        """Save what is ticked; before it is known what holds, there is nothing to tick."""
        if self.known.value is not None:
            await super().run()

    async def _save(self) -> None:
        assert self.known.value is not None  # noqa: S101 - else nothing is run
        try:
            self.known.update(
                await self._client.credentials.switch_sign_in_code(
                    self.wanted, seen=self.known.value.revision, password=self.reauthentication.given
                )
            )
        except ChangedMeanwhile:
            self.known.update(await self._client.credentials.sign_in_code())
            self._chosen = False
            raise
        self._chosen = False
