"""What a device keeps of a code that is waited for, while the program may be gone.

A phone that lacks memory ends the page that stands behind the mail that is being read.
"""

import asyncio
import json
import time
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from api_client.challenges import Challenge
from app.core import routes
from app.platforms.secret_store import DeviceSecret, StorageRefused

CODE_ENTRY: Final = "code"
"""Entry under which the device keeps which code a sign-in waits for; wiped once it was given or given up."""


class KeptWait:
    """Where the device keeps what is waited for. The code itself nobody keeps."""

    def __init__(self, store: DeviceSecret | None, *, now: Callable[[], float] = time.time) -> None:
        """Keep it in `store`; None where the program itself stays. `now` is in seconds since 1970."""
        self._store = store
        self._now = now
        self._held = False
        self._turn = asyncio.Lock()
        self._calls: set[asyncio.Task[None]] = set()

    def keep(self, challenge: Challenge | None, **more: object) -> None:
        """Keep a code, if one was sent, and what belongs to it, in place of any other."""
        if self._store is None:
            return
        self._held = True
        sent = challenge.model_dump() if challenge is not None else None
        self._tell(self._store.save(json.dumps({**more, "challenge": sent, "at": self._now()})))

    def wipe(self) -> None:
        """Keep nothing of what was kept from here."""
        if self._store is not None and self._held:
            self._held = False
            self._tell(self._store.forget())

    async def load(self, lasts: float = 0) -> tuple[Challenge | None, Mapping[str, Any]] | None:
        """Return what is kept, with the time that is left of it; None where nothing is, or it is over.

        Args:
            lasts: for how many seconds it holds where no code was sent yet.
        """
        if self._store is None:
            return None
        try:
            kept = json.loads(await self._store.load() or "null")
            sent, passed = kept["challenge"], max(0.0, self._now() - kept["at"])
            challenge = Challenge.model_validate(sent) if sent is not None else None
        except (StorageRefused, ValidationError, ValueError, TypeError, KeyError):
            return None
        if passed >= (challenge.expires_in if challenge is not None else lasts):
            return None
        self._held = True
        return _later(challenge, passed) if challenge is not None else None, kept

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


class AskedCode(NamedTuple):
    """A code that a sign-in waits for, and the private path asked for before it."""

    challenge: Challenge
    wanted: str | None


async def asked_code(kept: KeptWait) -> AskedCode | None:
    """Return the code that a sign-in waits for; what else may stand there leads nowhere but under Mon Compte."""
    found = await kept.load()
    if found is None or found[0] is None:
        return None
    wanted = str(found[1].get("wanted") or "")
    return AskedCode(found[0], wanted if routes.is_private(wanted) else None)


def _later(challenge: Challenge, passed: float) -> Challenge:
    """Return what is left of a challenge so many seconds later."""
    left = {
        "expires_in": challenge.expires_in - passed,
        "resend_in": max(0.0, challenge.resend_in - passed),
    }
    return challenge.model_copy(update=left)
