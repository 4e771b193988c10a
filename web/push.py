"""Notifications that a browser shows by itself, as a service of Flet's that this client alone has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import flet as ft

_STATES: Final = frozenset({"on", "off", "denied"})
_LONGEST: Final = 2000
_PATIENCE_S: Final = 120.0
"""How long a person may think about what their browser asks."""


@dataclass(frozen=True, slots=True, repr=False)
class PushAnswer:
    """What a browser said of its notifications.

    Attributes:
        state: `on`, `off`, `denied` or `absent`; what it did not say rightly, it cannot.
        endpoint, p256dh, auth: of its subscription (Push API); empty where it has none.
    """

    state: str = "absent"
    endpoint: str = ""
    p256dh: str = ""
    auth: str = ""

    @classmethod
    def read(cls, said: object) -> PushAnswer:
        """Return what was said."""
        if not isinstance(said, dict) or said.get("state") not in _STATES:
            return cls()
        if said["state"] != "on":
            return cls(state=said["state"])
        keys = [said.get(name) for name in ("endpoint", "p256dh", "auth")]
        if not all(isinstance(key, str) and 0 < len(key) <= _LONGEST for key in keys):
            return cls()
        return cls("on", *map(str, keys))


@ft.control("WebPush")  # type: ignore[arg-type] # Flet's decorator names its type of control
class WebPush(ft.Service):
    """Asks the browser of the page. Without script, or before there is a line to it, it answers that it cannot."""

    async def state(self) -> PushAnswer:
        """Ask whether it shows notifications."""
        return PushAnswer.read(await self._ask("state"))

    async def subscribe(self, key: str) -> PushAnswer:
        """Ask what came of the press of a control that is marked to subscribe with that key."""
        return PushAnswer.read(await self._ask("subscribe", {"key": key}))

    async def unsubscribe(self) -> PushAnswer:
        """Have it take nothing any more."""
        return PushAnswer.read(await self._ask("unsubscribe"))

    async def _ask(self, name: str, arguments: dict[str, Any] | None = None) -> object:
        return await self._invoke_method(name, arguments, timeout=_PATIENCE_S)
