"""The boxes of a form that is described by data. None judges itself: the form judges all answers together."""

import re
from dataclasses import dataclass
from typing import ClassVar, Final

from app.core.field import Checkbox, Choice, Field, PartialDate, Text
from app.rules.problem import Fault, Problem
from text_rules.cleaning import cleaned

_YEAR_LENGTH: Final = 4
_ISO: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Refusal(Problem):
    """What a form's rules refuse, by their own code."""

    code: str = ""


class Judged(Field):
    """A box that holds what it holds, until it is told what is wrong with it."""

    @property
    def code(self) -> str:
        """The code of what is wrong with it; empty when nothing is."""
        return self.problem.code if isinstance(self.problem, Refusal) else ""

    def refuse(self, code: str) -> None:
        """Note that the rules refuse it, with this code."""
        self.problem = Refusal(Fault.WRONG_SHAPE, code=code)

    def _fault(self) -> Problem | None:
        return None


class Box(Judged, Text):
    """A text."""


class Pick(Judged, Choice[str]):
    """One of a few values."""


class Tick(Judged, Checkbox):
    """A box to tick."""


class Several(Judged):
    """Several of a few values.

    Attributes:
        chosen: those chosen.
    """

    has_box: ClassVar = False
    chosen: tuple[str, ...] = ()

    def tick(self, value: str, *, ticked: bool) -> None:
        """Note whether a value is chosen now."""
        others = tuple(each for each in self.chosen if each != value)
        self.chosen = (*others, value) if ticked else others
        self._changed()


class Day(Judged, PartialDate):
    """A date in three boxes; what is no date yet is kept as it was typed, its parts between strokes."""

    @property
    def answer(self) -> str | None:
        """The date (`YYYY-MM-DD`, 00 for an unknown part), or what was typed of one; None for nothing."""
        day, month, year = parts = tuple(cleaned(part.text) for part in (self.day, self.month, self.year))
        known = [part for part in parts if part]
        if not known:
            return None
        whole = len(known) == len(parts) or (self.in_part and bool(year))
        if whole and len(year) == _YEAR_LENGTH and all(part.isdecimal() and part.isascii() for part in known):
            return f"{year}-{int(month or 0):02}-{int(day or 0):02}"
        return "/".join(part.replace("/", " ") for part in parts)

    def hold(self, answer: str) -> None:
        """Hold a date, or what was typed of one."""
        if _ISO.fullmatch(answer):
            self.put(answer)
            return
        parts = (*answer.split("/"), "", "")
        for box, text in zip((self.day, self.month, self.year), parts, strict=False):
            box.put(text)

    def empty(self) -> None:
        """Hold nothing."""
        for part in (self.day, self.month, self.year):
            part.put("")
