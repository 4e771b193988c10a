"""The last answers of the person who is here, kept in the vault of their device."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Final

from api_client.last_answers import LastAnswer
from app.platforms.vault import Vault

_OWNER: Final = "owner"
_ME: Final = "/v1/me"


class KeptAnswers:
    """What `api_client` keeps its last answers in: nothing of a person before it is known that they may be kept.

    Args:
        vault: of the device; None where nothing is ever kept, as on a host of browsers, whose disk is nobody's.
    """

    def __init__(self, vault: Vault | None = None) -> None:
        self._vault = vault
        self._account_id: str | None = None
        # Read before it was known whose it is.
        self._early: dict[str, bytes] | None = {}
        self._writing: dict[str, asyncio.Task[None]] = {}
        self._told: Callable[[], None] = lambda: None

    def listen(self, told: Callable[[], None]) -> None:
        """Have `told` called when all is wiped."""
        self._told = told

    @property
    def keeps(self) -> bool:
        """Whether what is noted now is kept: of somebody, on a device of theirs."""
        return self._vault is not None and self._account_id is not None

    def note(self, target: str, content: bytes) -> None:
        """Keep the answer to what was read at that path, soon: nobody waits for it."""
        if self._vault is None:
            return
        if self._account_id is not None:
            self._put(self._vault, f"{self._account_id} {target}", content)
        elif self._early is not None:
            self._early[target] = content

    async def find(self, target: str) -> LastAnswer | None:
        """Return what was read there last; None where nothing is kept."""
        return await self._found(self._account_id, target)

    async def owner(self) -> str | None:
        """Return the account whose answers are kept; None where none are."""
        found = await self._vault.get(_OWNER) if self._vault is not None else None
        return found.content.decode() if found is not None else None

    async def read_at(self) -> datetime | None:
        """Return of when what is kept is; None where nothing is."""
        found = await self._found(await self.owner(), _ME)
        return found.read_at if found is not None else None

    def look_back(self, account_id: str) -> None:
        """Find what is kept of that account."""
        self._account_id, self._early = account_id, None

    async def begin(self, account_id: str) -> None:
        """Keep what is read, from what was read on the way in: this is who it is, on a device of theirs.

        What was kept of somebody else goes.
        """
        if self._vault is None:
            return
        if await self.owner() not in {None, account_id}:
            await self._vault.wipe()
        early, self._early = self._early, None
        self._account_id = account_id
        self._put(self._vault, _OWNER, account_id.encode())
        for target, content in (early or {}).items():
            self.note(target, content)

    def refuse(self) -> None:
        """Keep nothing of who has come in."""
        self._account_id, self._early = None, None

    def stop(self) -> None:
        """Take it that nobody is here; what is kept stays."""
        self._account_id, self._early = None, {}

    def wipe(self) -> asyncio.Future[None]:
        """Keep nothing of anybody any more: the files go at once; what is returned is done when the key has, too."""
        self.stop()
        self._told()
        for task in self._writing.values():
            task.cancel()
        return asyncio.ensure_future(self._vault.wipe() if self._vault is not None else _nothing())

    async def written(self) -> None:
        """Wait until all that was noted is kept."""
        if self._writing:
            await asyncio.wait(set(self._writing.values()))

    async def _found(self, account_id: str | None, target: str) -> LastAnswer | None:
        if self._vault is None or account_id is None:
            return None
        found = await self._vault.get(f"{account_id} {target}")
        return LastAnswer(found.content, found.kept_at) if found is not None else None

    def _put(self, vault: Vault, name: str, content: bytes) -> None:
        before = self._writing.get(name)

        async def write() -> None:
            if before is not None:
                await asyncio.wait({before})
            await vault.put(name, content)

        def forget(done: asyncio.Task[None]) -> None:
            if self._writing.get(name) is done:
                del self._writing[name]

        task = asyncio.get_running_loop().create_task(write())
        self._writing[name] = task
        task.add_done_callback(forget)


async def _nothing() -> None:
    return
