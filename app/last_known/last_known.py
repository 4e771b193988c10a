"""What this device knew last of its person: looked at without a session, where nobody can be reached."""

import asyncio
from typing import TYPE_CHECKING, Final, Self

from api_client import Client
from api_client.errors import ConnectionFailed
from api_client.last_answers import old_answers
from app.core.command import Command
from app.core.routes import Phase
from app.core.scope import PageScope
from app.core.session import LAST_KNOWN, Session
from app.core.state import State
from app.platforms.last_answers import KeptAnswers
from app.platforms.owner_check import OwnerCheck

if TYPE_CHECKING:
    from datetime import datetime

_STAYS: Final = frozenset({"", "idle", "too_long", "opened_again", LAST_KNOWN})
"""Ends of a session after which the figures stay: the person has neither left, nor been sent away from elsewhere."""


class LastKnown(State):
    """Figures that the device keeps, encrypted, where its person ticked "Se souvenir de moi".

    They go at the sign-out, when somebody else comes in, and when this device is signed out from another.

    Attributes:
        read_at: of when what is kept is; None where nothing is.
        refused: whether the device did not recognise its owner.
        open: shows it.
    """

    def __init__(
        self,
        client: Client,
        session: Session,
        answers: KeptAnswers,
        owner_check: OwnerCheck | None,
    ) -> None:
        self._client = client
        self._session = session
        self._answers = answers
        self._owner_check = owner_check
        self.read_at: datetime | None = None
        self.refused = False
        self._background: asyncio.Future[None] | None = None
        self.open = Command(self._open, observe=session.observe)
        self._hear(self.open)
        self._subscriptions += (session.subscribe(self._follow),)
        answers.listen(self._note_wiped)

    @classmethod
    def of(cls, page: PageScope) -> Self:
        """Return the state of that page."""
        device = page.device
        return cls(page.client, page.session, device.answers, device.owner_check)

    async def look(self) -> None:
        """Ask the device whether it keeps anything."""
        self.read_at = await self._answers.read_at()

    async def entered(self, *, proven: bool) -> None:  # noqa: ARG002 - however they came in
        """Keep what is read by who has come in, if this device is theirs."""
        account = self._session.account
        if account is None or self._session.looking_back:
            return
        account_id, owner = account.me.account_id, await self._answers.owner()
        if self._session.remembered or owner == account_id:
            await self._answers.begin(account_id)
            return
        if owner is not None:
            await self._answers.wipe()
        self._answers.refuse()

    def gone(self) -> None:
        """Keep nothing more: nobody is here."""
        self._answers.stop()

    def signed_out(self) -> None:
        """Keep nothing of who has left."""
        self._background = self._answers.wipe()

    async def forget(self) -> None:
        """Keep nothing ("Oublier cet appareil")."""
        await self._answers.wipe()

    async def _open(self) -> None:
        self.refused = False
        account_id = await self._answers.owner()
        if account_id is None:
            self.read_at = None
            return
        if self._owner_check is not None and await self._owner_check.offered():
            self.refused = not await self._owner_check.recognise()
            if self.refused:
                return
        self._answers.look_back(account_id)
        self._client.look_back(self._session.unreached or ConnectionFailed())
        with old_answers() as old:
            try:
                me = await self._client.accounts.me()
            except ConnectionFailed:
                self._client.look_back(None)
                self._answers.stop()
                self.read_at = None
                raise
        await self._session.look_back(me)
        raise old[0].error

    def _follow(self, _session: object, name: str | None) -> None:
        if name != "phase" or self._session.phase is not Phase.ENDED:
            return
        if self._session.ended_for in _STAYS:
            self._background = asyncio.ensure_future(self.look())
        else:
            self._background = self._answers.wipe()

    def _note_wiped(self) -> None:
        self.read_at = None
