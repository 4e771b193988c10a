"""State of the list of devices that are signed in."""

from collections.abc import Callable
from contextlib import suppress

from api_client import Client
from api_client.devices import Device
from api_client.errors import ClientError, NotFound
from app.core.command import Command
from app.core.resource import Resource
from app.core.state import State

__all__ = ["ConnectedDevices", "Device"]


class ConnectedDevices(State):
    """The devices that reach the account.

    Attributes:
        known: the devices, this one first.
        removed: name of the device that was just signed out ("" where it has none), None before.
        remove: signs one out.
        remove_others: signs all others out.
    """

    def __init__(self, client: Client, *, observe: Callable[[ClientError | None], None]) -> None:
        self._client = client
        self._chosen: Device | None = None
        self.known = Resource(client.devices.list, observe=observe)
        self.removed: str | None = None
        self.remove = Command(self._remove, observe=observe)
        self.remove_others = Command(self._remove_others, observe=observe)
        self._hear(self.remove, self.remove_others)

    async def sign_out(self, device: Device) -> None:
        """Sign one device out."""
        if not self.remove.running:
            self._chosen, self.removed = device, None
            self.remove_others.clear()
            await self.remove.run()

    async def sign_others_out(self) -> None:
        """Leave this device alone signed in."""
        self.removed = None
        self.remove.clear()
        await self.remove_others.run()

    def seal(self) -> None:
        """Keep nothing."""
        self.known.forget()
        self.removed = None

    async def _remove(self) -> None:
        if self._chosen is None:
            return
        with suppress(NotFound):  # it went by itself meanwhile: that is what was wanted
            await self._client.devices.remove(self._chosen.session_id)
        self.removed = self._chosen.device_name or ""
        self.known.update(await self._client.devices.list())

    async def _remove_others(self) -> None:
        await self._client.devices.remove_others()
        self.known.update(await self._client.devices.list())
