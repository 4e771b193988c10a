"""What a device keeps of the code asked at a sign-in, while the program may be gone.

A phone that lacks memory ends the page that stands behind the mail that is being read.
"""

import asyncio
import json
import time
from collections.abc import Callable, Coroutine
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from api_client.challenges import Challenge
from app.core import routes
from app.platforms.secret_store import DeviceSecret, StorageRefused

CODE_ENTRY: Final = "code"
"""Entry under which the device keeps which code is waited for; wiped once it was given or given up."""


class AskedCode(NamedTuple):
    """A code that is waited for, and the private path asked for before it."""

    challenge: Challenge
    wanted: str | None


class KeptCode:
    """Where the device keeps the code that is waited for. What it opens takes the code itself, which nobody keeps."""

    def __init__(self, store: DeviceSecret | None, *, now: Callable[[], float] = time.time) -> None:
        """Keep it in `store`; None where the program itself stays. `now` is in seconds since 1970."""
        self._store = store
        self._now = now
        self._turn = asyncio.Lock()
        self._calls: set[asyncio.Task[None]] = set()

    def keep(self, challenge: Challenge, wanted: str | None) -> None:
        """Keep a code, in place of any other."""
        if self._store is not None:
            kept = {"challenge": challenge.model_dump(), "wanted": wanted, "at": self._now()}
            self._tell(self._store.save(json.dumps(kept)))

    def wipe(self) -> None:
        """Keep none."""
        if self._store is not None:
            self._tell(self._store.forget())

    async def load(self) -> AskedCode | None:
        """Return the code kept, with the time that is left of it; None where none is, or it is over.

        What somebody else may have written there leads nowhere but under Mon Compte.
        """
        if self._store is None:
            return None
        try:
            kept = json.loads(await self._store.load() or "null")
            challenge = Challenge.model_validate(kept["challenge"])
            wanted, passed = str(kept["wanted"] or ""), max(0.0, self._now() - kept["at"])
        except (StorageRefused, ValidationError, ValueError, TypeError, KeyError):
            return None
        if challenge.expires_in <= passed:
            return None
        left = {
            "expires_in": challenge.expires_in - passed,
            "resend_in": max(0.0, challenge.resend_in - passed),
        }
        return AskedCode(challenge.model_copy(update=left), wanted if routes.is_private(wanted) else None)

    def _tell(self, call: Coroutine[Any, Any, None]) -> None:
        """Tell the store something after what it was told before; nobody waits for it."""
        task = asyncio.create_task(self._in_turn(call))
        self._calls.add(task)
        task.add_done_callback(self._calls.discard)

    async def _in_turn(self, call: Coroutine[Any, Any, None]) -> None:
        async with self._turn:
            try:
                await call
            except StorageRefused:
                return  # the code is waited for all the same, as long as this program is there
