"""State of Mes autorisations: what the responsable allows the spouse, given or withdrawn after a confirmation."""

from collections.abc import Callable
from typing import Self

from api_client import Client
from api_client.errors import ChangedMeanwhile, ClientError
from api_client.spouse_authorisation import SpouseAuthorisation, SpouseAuthorisationEvent
from app.core.command import Command
from app.core.resource import Resource
from app.core.scope import FileScope, PersonScope

__all__ = ["SpouseAuthorisation", "SpouseAuthorisationEvent", "SpouseAuthorisationSwitch"]


class SpouseAuthorisationSwitch(Resource[SpouseAuthorisation]):
    """The authorisation of the spouse of one file.

    Attributes:
        asked: what the person is asked to confirm: True to give, False to withdraw, None for nothing.
        change: makes what was confirmed.
    """

    def __init__(
        self,
        client: Client,
        file_id: str,
        *,
        on_read: Callable[[SpouseAuthorisation], None],
        observe: Callable[[ClientError | None], None],
    ) -> None:
        """Prepare the reading.

        Args:
            client: asks the server.
            file_id: the file.
            on_read: called with each state of the authorisation, for what else shows it.
            observe: told of each outcome.
        """

        async def read() -> SpouseAuthorisation:
            found = await client.spouse_authorisation.get(file_id)
            on_read(found)
            return found

        super().__init__(read, observe=observe)
        self._client = client
        self._file_id = file_id
        self._on_read = on_read
        self.asked: bool | None = None
        self.change = Command(self._change, observe=observe)
        self._hear(self.change)

    @classmethod
    def of_responsable(cls, person: PersonScope) -> Self | None:
        """Return the state of the file looked at; None where there is nobody to allow anything."""
        known, file = person.account.file, person.file
        if known is None or file is None or known.role != "responsable" or known.spouse_name is None:
            return None
        return file.state(cls.of)

    @classmethod
    def of(cls, file: FileScope) -> Self:
        """Return the state of that file."""
        account = file.person.account

        def note(found: SpouseAuthorisation) -> None:
            account.note_authorisation(file.file_id, given=found.authorised)

        return cls(file.client, file.file_id, on_read=note, observe=file.observe)

    def ask(self) -> None:
        """Ask to confirm the contrary of what is."""
        if self.value is not None:
            self.change.clear()
            self.asked = not self.value.authorised

    def give_up(self) -> None:
        """Leave it as it is."""
        self.asked = None

    async def confirm(self) -> None:
        """Make what was asked; if another device was first, show what it did instead."""
        await self.change.run()
        self.asked = None
        if isinstance(self.change.error, ChangedMeanwhile):
            await self.load.run()

    async def _change(self) -> None:
        if self.asked is None or self.value is None:
            return
        self.value = await self._client.spouse_authorisation.put(
            self._file_id, authorised=self.asked, expected=self.value.authorised
        )
        self._on_read(self.value)
