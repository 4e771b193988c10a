"""What a device keeps of a sign-in through FranceConnect, while the browser has taken the program's place."""

import json
from typing import Final, NamedTuple

from pydantic import SecretStr

from app.core import routes
from app.platforms.secret_store import DeviceSecret, StorageRefused

VERIFIER_ENTRY: Final = "franceconnect"
"""Entry under which the device keeps the secret of a sign-in, while the browser has taken the program's place; wiped
when the browser is back."""


class Begun(NamedTuple):
    """A sign-in that this program began: its secret, and the private place asked for before it."""

    verifier: SecretStr
    wanted: str | None


class Kept:
    """The sign-in begun, if one is; a device that cannot keep it holds it for as long as the program is there."""

    def __init__(self, store: DeviceSecret | None) -> None:
        """Keep it in `store`; None where the program itself stays."""
        self._store = store

    async def save(self, begun: Begun) -> None:
        """Keep it."""
        if self._store is None:
            return
        kept = {"verifier": begun.verifier.get_secret_value(), "wanted": begun.wanted}
        try:
            await self._store.save(json.dumps(kept))
        except StorageRefused:
            return  # it comes back all the same, if this program is still there

    async def load(self) -> Begun | None:
        """Return it; what somebody else may have written there leads nowhere but under Mon Compte."""
        if self._store is None:
            return None
        try:
            kept = json.loads(await self._store.load() or "null")
            wanted = kept["wanted"]
            return Begun(SecretStr(kept["verifier"]), wanted if routes.is_private(wanted or "") else None)
        except (StorageRefused, ValueError, TypeError, KeyError, AttributeError):
            return None

    async def wipe(self) -> None:
        """Keep it no more."""
        if self._store is None:
            return
        try:
            await self._store.forget()
        except StorageRefused:
            return  # the verifier is worth nothing without the code, which has served
