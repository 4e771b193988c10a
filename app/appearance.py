"""How the person wants the program to look, kept on the device."""

from enum import Enum
from typing import Protocol

from flet import Observable


class Scheme(Enum):
    """Light or dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Contrast(Enum):
    """How strong colours stand against each other."""

    SYSTEM = "system"
    NORMAL = "normal"
    HIGH = "high"


class Preferences(Protocol):
    """Where a device keeps choices that are no secret."""

    async def get(self, key: str) -> str | None:
        """Return what is kept under `key`."""

    async def set(self, key: str, value: str) -> None:
        """Keep `value` under `key`."""

    async def prefers_contrast(self) -> bool:
        """Tell whether the system asks for high contrast."""


class Appearance(Observable):
    """The theme chosen, and what the system asks for where nothing is.

    Attributes:
        scheme: light, dark, or as the system.
        contrast: high, normal, or as the system.
        system_contrast: whether the system asks for high contrast.
    """

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self.system_contrast = False
        self.scheme = Scheme.SYSTEM
        self.contrast = Contrast.SYSTEM

    @property
    def high_contrast(self) -> bool:
        """Whether the high-contrast colours are shown."""
        return self.contrast is Contrast.HIGH or (self.contrast is Contrast.SYSTEM and self.system_contrast)

    async def load(self) -> None:
        """Take up the choices made on this device before."""
        self.system_contrast = await self._preferences.prefers_contrast()
        scheme = await self._preferences.get("scheme")
        contrast = await self._preferences.get("contrast")
        if scheme in {choice.value for choice in Scheme}:
            self.scheme = Scheme(scheme)
        if contrast in {choice.value for choice in Contrast}:
            self.contrast = Contrast(contrast)

    async def choose_scheme(self, scheme: Scheme) -> None:
        """Show light or dark colours from now on."""
        self.scheme = scheme
        await self._preferences.set("scheme", scheme.value)

    async def choose_contrast(self, contrast: Contrast) -> None:
        """Show strong or usual colours from now on."""
        self.contrast = contrast
        await self._preferences.set("contrast", contrast.value)
