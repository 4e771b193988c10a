"""What a device keeps of a sign-in through FranceConnect, while the browser has taken the program's place."""

import json
from typing import Final, NamedTuple

from pydantic import SecretStr

from app.core import routes
from app.platforms.secret_store import DeviceSecret, StorageRefused

VERIFIER_ENTRY: Final = "franceconnect"
"""Entry under which the device keeps the secret of a sign-in, while the browser has taken the program's place; wiped
when the browser is back."""


class PendingSignIn(NamedTuple):
    """A sign-in that this program began: its secret, and the private place asked for before it."""

    verifier: SecretStr
    wanted: str | None


class PendingStore:
    """Where the device keeps the sign-in begun, if one is; without it the program holds it for as long as it runs."""

    def __init__(self, store: DeviceSecret | None) -> None:
        """Keep it in `store`; None where the program itself stays."""
        self._store = store

    async def save(self, pending: PendingSignIn) -> None:
        """Keep a sign-in."""
        if self._store is None:
            return
        kept = {"verifier": pending.verifier.get_secret_value(), "wanted": pending.wanted}
        try:
            await self._store.save(json.dumps(kept))
        except StorageRefused:
            return  # it comes back all the same, if this program is still there

    async def load(self) -> PendingSignIn | None:
        """Return the sign-in kept; what somebody else may have written there leads nowhere but under Mon Compte."""
        if self._store is None:
            return None
        try:
            kept = json.loads(await self._store.load() or "null")
            wanted = kept["wanted"]
            return PendingSignIn(
                SecretStr(kept["verifier"]), wanted if routes.is_private(wanted or "") else None
            )
        except (StorageRefused, ValueError, TypeError, KeyError, AttributeError):
            return None

    async def wipe(self) -> None:
        """Keep nothing any more."""
        if self._store is None:
            return
        try:
            await self._store.forget()
        except StorageRefused:
            return  # the verifier is of no use without the code, which has served
