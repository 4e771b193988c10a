"""Notifications that a device shows by itself, where the program is closed too."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from api_client.notifications import PushAddress

__all__ = ["Bell", "NoPush", "Push", "PushAddress", "PushState"]


class Bell(Enum):
    """Whether a device shows notifications."""

    ABSENT = auto()
    """It cannot."""
    DENIED = auto()
    """Its person told it to show none of this program."""
    OFF = auto()
    """It could."""
    ON = auto()
    """It does."""


@dataclass(frozen=True, repr=False)
class PushState:
    """Whether a device shows notifications, and where it takes them."""

    bell: Bell
    address: PushAddress | None = None


class Push(Protocol):
    """What has a device show notifications."""

    async def state(self) -> PushState:
        """Return whether it does."""

    async def subscribe(self, key: str) -> PushState:
        """Ask its person, and have it take what is sent by who has that key; return what came of it."""

    async def unsubscribe(self) -> None:
        """Have it take nothing any more."""


class NoPush:
    """A device that shows none: what Flet's own packages can show, they show while the program runs."""

    async def state(self) -> PushState:
        """Return that it cannot."""
        return PushState(Bell.ABSENT)

    async def subscribe(self, key: str) -> PushState:  # noqa: ARG002 - the protocol's
        """Return that it cannot."""
        return PushState(Bell.ABSENT)

    async def unsubscribe(self) -> None:
        """Do nothing."""
