"""`/v1/files/{file_id}/authorisation`: what the responsable of a file allows the spouse."""

from datetime import datetime
from typing import Literal

from api_client.auth import SessionKeeper
from api_client.model import Model
from api_client.transport import Call


class Spouse(Model):
    """Whom the authorisation is about."""

    name: str
    has_account: bool


class SpouseAuthorisationEvent(Model):
    """It was given, or withdrawn, at that instant (aware)."""

    at: datetime
    given: bool
    by: Literal["responsable"]


class SpouseAuthorisation(Model):
    """Whether the spouse may manage the file, and what became of it, newest first."""

    spouse: Spouse
    authorised: bool
    history: tuple[SpouseAuthorisationEvent, ...]


class _Said(Model):
    authorised: bool
    expected: bool


class SpouseAuthorisations:
    """The authorisations that the person who is signed in gives."""

    def __init__(self, keeper: SessionKeeper) -> None:
        self._keeper = keeper

    async def get(self, file_id: str) -> SpouseAuthorisation:
        """Read the authorisation of a file.

        Raises:
            DoorClosed: the person is not the responsable of that file.
            NotFound: there is no spouse in it, or no such file.
        """
        return SpouseAuthorisation.read(await self._keeper.send(Call.of("GET", *_path(file_id))))

    async def put(self, file_id: str, *, authorised: bool, expected: bool) -> SpouseAuthorisation:
        """Give it or withdraw it; the spouse's very next call meets it.

        Args:
            file_id: the file.
            authorised: what it shall be.
            expected: what the person saw that it was.

        Raises:
            ChangedMeanwhile: it is no longer `expected`; nothing was overwritten.
            DoorClosed, NotFound: as for `get`.
        """
        body = _Said(authorised=authorised, expected=expected)
        return SpouseAuthorisation.read(await self._keeper.send(Call.of("PUT", *_path(file_id), body=body)))


def _path(file_id: str) -> tuple[str, ...]:
    return "v1", "files", file_id, "authorisation"
