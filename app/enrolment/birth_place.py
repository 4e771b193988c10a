"""State of the place of birth: searched for as one types, and chosen from what is found."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, Unpack

from api_client.errors import ClientError
from api_client.places import BirthPlace, Place
from app.core.field import Common, Field
from app.rules.problem import Fault, Problem

__all__ = ["BirthPlaceField", "Place"]

_PAUSE_SECONDS: Final = 0.15
"""Between the last key and the search: fast typing asks once, not at each letter."""

_LEAST_TYPED: Final = 2
_ONE_LETTER: Final = frozenset({"y"})
"""The commune of Y, in the Somme."""


class BirthPlaceField(Field):
    """A commune or a country.

    Attributes:
        chosen: the place; None as long as text is typed alone.
        found: the places that begin with what is typed; None when none were looked for.
        is_news: whether the place was chosen since one came to the screen.
    """

    def __init__(
        self,
        search: Callable[[str], Awaitable[tuple[Place, ...]]],
        *,
        on_failure: Callable[[ClientError], None],
        **common: Unpack[Common],
    ) -> None:
        """Make the field, empty.

        Args:
            search: finds the places that begin with a text.
            on_failure: told why no place could be looked for.
            common: what any field may be made with.
        """
        super().__init__(**common)
        self._search = search
        self._on_failure = on_failure
        self._typed = ""
        self._searching: asyncio.Task[None] | None = None
        self.chosen: BirthPlace | None = None
        self.found: tuple[Place, ...] | None = None
        self.is_news = False

    @property
    def typed(self) -> str:
        """What the box holds."""
        return self._typed

    @property
    def found_here(self) -> Place | None:
        """The place chosen, where it was found by what was typed here."""
        return self.chosen if isinstance(self.chosen, Place) else None

    def type(self, text: str) -> None:
        """Take what the box holds now, and look for the places that begin so."""
        self._typed, self.chosen = text, None
        self._changed()
        self._stop_search()
        sought = text.strip().casefold()
        if len(sought) < _LEAST_TYPED and sought not in _ONE_LETTER:
            self.found = None
        else:
            self._searching = asyncio.create_task(self._find(text))

    def choose(self, place: BirthPlace) -> None:
        """Take one of the places found, or the one that is known already."""
        self._stop_search()
        self._typed = place.label
        self.chosen, self.found, self.is_news = place, None, True
        self._changed()
        self.tell()

    def put_away(self) -> None:
        """Keep the place, which is no news to who comes back."""
        self.is_news = False

    async def _find(self, text: str) -> None:
        await asyncio.sleep(_PAUSE_SECONDS)
        try:
            self.found = await self._search(text)
        except ClientError as error:
            self.found = None
            self._on_failure(error)

    def _stop_search(self) -> None:
        """Stop it: an older answer must not come after what was typed or chosen since."""
        if self._searching is not None:
            self._searching.cancel()
            self._searching = None

    def _fault(self) -> Problem | None:
        return Problem(Fault.EMPTY) if self.chosen is None else None
