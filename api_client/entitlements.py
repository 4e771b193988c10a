"""`/v1/files/{file_id}/entitlements`: the benefits that a file is entitled to."""

from datetime import date

from api_client.auth import SessionKeeper
from api_client.model import Cents, Model
from api_client.transport import Call


class Entitlement(Model):
    """A benefit and its monthly amount; `until` is None where no end is known."""

    benefit: str
    amount: Cents
    since: date
    until: date | None


class _Entitlements(Model):
    items: tuple[Entitlement, ...]


class Entitlements:
    """The entitlements of a file."""

    def __init__(self, keeper: SessionKeeper) -> None:
        self._keeper = keeper

    async def list(self, file_id: str) -> tuple[Entitlement, ...]:
        """Ask for the entitlements in force and to come.

        Raises:
            DoorClosed: the person may not see the payments of this file.
            NotFound: no such file of this person's.
        """
        call = Call.of("GET", "v1", "files", file_id, "entitlements")
        return _Entitlements.read(await self._keeper.send(call)).items
