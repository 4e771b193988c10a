"""Who is signed in, and which of their files is looked at."""

from collections.abc import Callable
from datetime import datetime

from api_client import Client
from api_client.accounts import Address, Contact, FileSummary, Me
from api_client.errors import ClientError
from app.core.state import Observed

__all__ = ["Account", "Address", "Contact", "FileSummary", "Me"]


class Account(Observed):
    """One person, and their files, one of them chosen. Dropped whole at sign-out.

    Attributes:
        me: who is signed in.
        file: the file looked at, None for a person who stands in none.
    """

    def __init__(self, client: Client, me: Me, *, observe: Callable[[ClientError | None], None]) -> None:
        self._client = client
        self._observe = observe
        self.me = me
        self.file: FileSummary | None = next(iter(sorted(me.files, key=_closed)), None)

    async def read_again(self) -> None:
        """Read who is signed in anew: something of it changed. A failure leaves what was known."""
        try:
            self.me = await self._client.accounts.me()
        except ClientError as error:
            self._observe(error)
            return
        if self.file is None:  # the person may have been found in one meanwhile
            self.file = next(iter(sorted(self.me.files, key=_closed)), None)

    @property
    def limited(self) -> bool:
        """Whether it is still to be proved who this is: what is not the person's own is closed."""
        return self.me.reach == "limited"

    def choose(self, file_id: str) -> None:
        """Look at another of the person's files; one that is not theirs changes nothing."""
        self.file = next((file for file in self.me.files if file.file_id == file_id), self.file)

    def note_closing(self, closes_at: datetime | None) -> None:
        """Have who is signed in know when the account closes, None where it does not any more."""
        self.me = self.me.model_copy(update={"closes_at": closes_at})

    def note_authorisation(self, file_id: str, *, given: bool) -> None:
        """Have the files, as they were read at sign-in, say what is now known of the spouse of one of them."""
        files = tuple(
            file.model_copy(update={"spouse_authorised": given}) if file.file_id == file_id else file
            for file in self.me.files
        )
        self.me = self.me.model_copy(update={"files": files})
        if self.file is not None:
            self.choose(self.file.file_id)


def _closed(file: FileSummary) -> bool:
    return file.closed_on is not None
