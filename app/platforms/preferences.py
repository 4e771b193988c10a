"""Choices that are no secret, kept on the device."""

from typing import Protocol


class Preferences(Protocol):
    """Where a device keeps them."""

    async def get(self, key: str) -> str | None:
        """Return what is kept under `key`."""

    async def set(self, key: str, value: str) -> None:
        """Keep `value` under `key`."""

    async def prefers_contrast(self) -> bool:
        """Tell whether the system asks for high contrast."""
