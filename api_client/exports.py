"""`/v1/me/exports`: a copy of everything held on the person."""

from datetime import datetime
from typing import Literal

from api_client.auth import SessionKeeper
from api_client.model import Model
from api_client.transport import Call

_PATH = ("v1", "me", "exports")

Form = Literal["data.json", "document.pdf"]
"""The two forms of a copy, by the name of their file."""


class Export(Model):
    """A copy under way, ready or failed; `progress` in per cent, to be downloaded until `expires_at`."""

    export_id: str
    state: Literal["preparing", "ready", "failed"]
    progress: int
    expires_at: datetime


class Exports:
    """The copies of the person who is signed in."""

    def __init__(self, keeper: SessionKeeper) -> None:
        self._keeper = keeper

    async def start(self) -> Export:
        """Have a copy prepared.

        Raises:
            RateLimited: too many were asked for.
        """
        return Export.read(await self._keeper.send(Call.of("POST", *_PATH)))

    async def progress(self, export_id: str) -> Export:
        """Ask how far it is.

        Raises:
            NotFound: it is gone.
        """
        return Export.read(await self._keeper.send(Call.of("GET", *_PATH, export_id)))

    async def download(self, export_id: str, form: Form) -> bytes:
        """Return the file.

        Raises:
            NotFound: it is not ready, or gone.
        """
        return await self._keeper.send(Call.of("GET", *_PATH, export_id, form))
