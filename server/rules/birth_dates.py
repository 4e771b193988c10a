"""A date of birth, whose day or month may be unknown.

Registers do not always know them: FranceConnect transmits 1977-00-03, 1992-11-00 and 1992-00-00, and a NIR then has a
month from 20 to 99.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

SHAPE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_LONGEST_MONTH = 31
_MONTHS = 12


@dataclass(frozen=True, slots=True, repr=False)
class BirthDate:
    """A date of birth; 0 stands for an unknown month or day."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def read(cls, text: str) -> BirthDate | None:
        """Read a date in `YYYY-MM-DD`, with 00 for an unknown part; None where there is no such date.

        >>> BirthDate.read("1977-00-03").iso
        '1977-00-03'
        """
        if len(text) != len("YYYY-MM-DD") or not re.match(SHAPE, text):
            return None
        year, month, day = map(int, text.split("-"))
        if not year or month > _MONTHS:
            return None
        longest = monthrange(year, month)[1] if month else _LONGEST_MONTH
        return cls(year, month, day) if day <= longest else None

    @classmethod
    def of(cls, day: date) -> BirthDate:
        """Return the birth date of a whole date."""
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        """Return the date in ISO format."""
        return self.iso

    @property
    def iso(self) -> str:
        """The date in ISO format, `YYYY-MM-DD`, with 00 for an unknown part."""
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    @property
    def whole(self) -> bool:
        """Whether year, month and day are known."""
        return bool(self.month and self.day)

    @property
    def earliest(self) -> date:
        """The first possible day."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last possible day."""
        month = self.month or _MONTHS
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def agrees(self, other: BirthDate) -> bool:
        """Return whether both can be the same day: an unknown part agrees with any."""
        pairs = ((self.month, other.month), (self.day, other.day))
        return self.year == other.year and all(not a or not b or a == b for a, b in pairs)

    def is_met_by(self, said: BirthDate) -> bool:
        """Return whether `said` has every part that is known of this date."""
        pairs = ((self.month, said.month), (self.day, said.day))
        return self.year == said.year and all(not known or known == told for known, told in pairs)

    def is_near(self, other: BirthDate) -> bool:
        """Return whether a slip explains the difference: one part differs, or day and month are exchanged."""
        parts = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        swapped = (other.day, other.month) == (self.month, self.day)
        slip = sum(a != b for a, b in parts) == 1 or (self.year == other.year and swapped)
        return self.whole and other.whole and slip
