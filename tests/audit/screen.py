"""What a journey gives: a screen as it stands."""

from collections.abc import AsyncIterator
from typing import NamedTuple


class Screen(NamedTuple):
    """A screen as it stands, under the name of its pictures."""

    name: str
    shows: str
    """What it shows, in French: the title of its pictures."""


Screens = AsyncIterator[Screen]
