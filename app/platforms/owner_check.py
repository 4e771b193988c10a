"""How a device recognises its owner."""

from typing import Protocol


class OwnerCheck(Protocol):
    """The lock of a phone: a finger or a face."""

    async def offered(self) -> bool:
        """Tell whether a finger or a face is enrolled on the device."""

    async def recognise(self) -> bool:
        """Ask for the finger or the face; tell whether it was the right one."""
