"""`/v1/files/{file_id}/entitlements`: the benefits of a file, and where each stands."""

from datetime import date
from typing import Literal

from api_client.auth import SessionKeeper
from api_client.model import Cents, Model
from api_client.transport import Call


class Entitlement(Model):
    """A benefit, its monthly amount, and where it stands.

    Attributes:
        benefit: a code, such as `af`.
        state: whether it is paid, not paid for the moment, or over.
        amount: of a month.
        since: the first day of right.
        until: the last one; None where no end is known.
        reason: why it is suspended or closed, as a code.
        act: what lifts a suspension, as a code.
        ends_when: what may end it, as codes.
    """

    benefit: str
    state: Literal["open", "suspended", "closed"]
    amount: Cents
    since: date
    until: date | None
    reason: str | None
    act: str | None
    ends_when: tuple[str, ...]


class _Entitlements(Model):
    items: tuple[Entitlement, ...]


class Entitlements:
    """The entitlements of a file."""

    def __init__(self, keeper: SessionKeeper) -> None:
        self._keeper = keeper

    async def list(self, file_id: str) -> tuple[Entitlement, ...]:
        """Ask for the entitlements, those that are over last.

        Raises:
            DoorClosed: the person may not see the payments of this file.
            NotFound: no such file of this person's.
        """
        call = Call.of("GET", "v1", "files", file_id, "entitlements")
        return _Entitlements.read(await self._keeper.send(call)).items
