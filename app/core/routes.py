"""Where a person may stand, and where they are sent who may not stand where a path leads.

The paths of screens are in the `paths.py` of their features; those here are where people are sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

WELCOME: Final = "/"
SIGN_IN: Final = "/connexion"
CODE: Final = "/connexion/code"
MIGRATION: Final = "/nouvelle-connexion"
HOME: Final = "/mon-compte"


class Phase(Enum):
    """How far a person is on the way in."""

    SIGNED_OUT = auto()
    CODE_ASKED = auto()
    MIGRATING = auto()
    """Signed in with an 8-digit password: the migration is all that is open."""
    SIGNED_IN = auto()
    ENDED = auto()
    """The session ended by itself: the place stays, the person signs in again."""


@dataclass(frozen=True)
class Door:
    """Who may stand at a screen.

    Attributes:
        open_to: how far on the way in one must be.
        left_by_sign_out: whether who has just signed out is led away, though it is open to who is signed out.
    """

    open_to: frozenset[Phase]
    left_by_sign_out: bool = False


OPEN: Final = Door(frozenset(Phase))
PRIVATE: Final = Door(frozenset({Phase.SIGNED_IN, Phase.ENDED}))
"""Of what lies under Mon Compte; where the session has ended, the screen says so in place of what it showed."""


def door_of(route: str, doors: Mapping[str, Door]) -> Door:
    """Return who may stand at `route`; `doors` are those that are neither open nor private."""
    path = path_of(route)
    return doors.get(path, PRIVATE if is_private(path) else OPEN)


def is_under(path: str, place: str) -> bool:
    """Tell whether a path is that of a place, or lies under it."""
    return path == place or path.startswith(place + "/")


def is_private(route: str) -> bool:
    """Tell whether a path needs a session."""
    return is_under(path_of(route), HOME)


def redirect(door: Door, phase: Phase, *, wanted: str | None, left: bool) -> str | None:
    """Say where a person must go instead of what is behind `door`, None to stay.

    Args:
        door: who may stand there.
        phase: how far the person is on the way in.
        wanted: private path asked for before signing in.
        left: whether the person has just signed out.
    """
    if phase in door.open_to and not (left and phase is Phase.SIGNED_OUT and door.left_by_sign_out):
        return None
    match phase:
        case Phase.SIGNED_IN:
            return wanted or HOME
        case Phase.MIGRATING:
            return MIGRATION
        case Phase.CODE_ASKED:
            return CODE if Phase.SIGNED_OUT in door.open_to else SIGN_IN
        case Phase.SIGNED_OUT:
            return WELCOME if left else SIGN_IN
        case Phase.ENDED:
            return SIGN_IN


def path_of(route: str) -> str:
    """Return a route without its query and its fragment."""
    # Cut by hand: a URL parser takes what follows two slashes for a host, and stumbles over brackets in it.
    return route.partition("#")[0].partition("?")[0].rstrip("/") or WELCOME
