"""Conditions on answers. What is not answered satisfies none, but `Not`.

Dates compare where they differ whatever their unknown parts are: 2024-00-00 is before 2025-01-01, and neither before
nor after 2024-06-01.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from questionnaires.values import is_answer, quantity, same

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")


@dataclass(frozen=True, slots=True)
class Said:
    """What is known as a condition is looked at.

    Attributes:
        answers: by the names of the questions.
        today: of the person's calendar.
    """

    answers: Mapping[str, Any]
    today: date


@dataclass(frozen=True, slots=True)
class Equals:
    """The answer is this one, of the same type."""

    question: str
    value: Any

    def holds(self, said: Said) -> bool:
        """Return whether it does."""
        return same(said.answers.get(self.question), self.value)


@dataclass(frozen=True, slots=True)
class Includes:
    """The answers chosen include this one."""

    question: str
    value: str

    def holds(self, said: Said) -> bool:
        """Return whether they do."""
        answer = said.answers.get(self.question)
        return isinstance(answer, list) and self.value in answer


@dataclass(frozen=True, slots=True)
class Answered:
    """The question is answered; where `answered` is false, it is not."""

    question: str
    answered: bool

    def holds(self, said: Said) -> bool:
        """Return whether it is."""
        return is_answer(said.answers.get(self.question)) is self.answered


@dataclass(frozen=True, slots=True)
class Within:
    """A number, an amount or how many are listed lies between these bounds, both included; None for no bound."""

    question: str
    least: float | None
    most: float | None

    def holds(self, said: Said) -> bool:
        """Return whether it does."""
        amount = quantity(said.answers.get(self.question))
        if amount is None:
            return False
        return (self.least is None or amount >= self.least) and (self.most is None or amount <= self.most)


@dataclass(frozen=True, slots=True)
class Begins:
    """The text begins with one of these, such as the country of an IBAN."""

    question: str
    beginnings: tuple[str, ...]

    def holds(self, said: Said) -> bool:
        """Return whether it does."""
        answer = said.answers.get(self.question)
        return isinstance(answer, str) and answer.startswith(self.beginnings)


@dataclass(frozen=True, slots=True)
class Of:
    """The answer of a question, as what another is compared with."""

    question: str


@dataclass(frozen=True, slots=True)
class Today:
    """The day of now, `days` later."""

    days: int = 0


@dataclass(frozen=True, slots=True)
class Compared:
    """A date lies before another, or after it.

    Attributes:
        than: another question's date, today, or an ISO date.
    """

    question: str
    before: bool
    than: Of | Today | str

    def holds(self, said: Said) -> bool:
        """Return whether it does."""
        mine, other = _span(said.answers.get(self.question)), _span(self._other(said))
        if mine is None or other is None:
            return False
        return mine[1] < other[0] if self.before else mine[0] > other[1]

    def _other(self, said: Said) -> object:
        if isinstance(self.than, Of):
            return said.answers.get(self.than.question)
        if isinstance(self.than, Today):
            return date.fromordinal(said.today.toordinal() + self.than.days).isoformat()
        return self.than


@dataclass(frozen=True, slots=True)
class Times:
    """A number or an amount is at least so many times another one, which is more than nothing."""

    question: str
    times: float
    of: Of | float

    def holds(self, said: Said) -> bool:
        """Return whether it is."""
        mine = quantity(said.answers.get(self.question))
        other = quantity(said.answers.get(self.of.question)) if isinstance(self.of, Of) else self.of
        return mine is not None and other is not None and other > 0 and mine >= self.times * other


@dataclass(frozen=True, slots=True)
class Every:
    """All of these hold."""

    conditions: tuple["Condition", ...]

    def holds(self, said: Said) -> bool:
        """Return whether they do."""
        return all(condition.holds(said) for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class Some:
    """One of these holds."""

    conditions: tuple["Condition", ...]

    def holds(self, said: Said) -> bool:
        """Return whether one does."""
        return any(condition.holds(said) for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class Not:
    """Another one does not hold."""

    condition: "Condition"

    def holds(self, said: Said) -> bool:
        """Return whether it does not."""
        return not self.condition.holds(said)


Condition: TypeAlias = Equals | Includes | Answered | Within | Begins | Compared | Times | Every | Some | Not


def named(condition: Condition) -> Iterator[str]:
    """Yield the names of the questions that a condition looks at."""
    match condition:
        case Every(conditions) | Some(conditions):
            for each in conditions:
                yield from named(each)
        case Not(inner):
            yield from named(inner)
        case Compared(question, _, than):
            yield question
            if isinstance(than, Of):
                yield than.question
        case Times(question, _, of):
            yield question
            if isinstance(of, Of):
                yield of.question
        case _:
            yield condition.question


def _span(value: object) -> tuple[str, str] | None:
    """Return the first and the last day that a date, a partial one or a month may mean; None for anything else."""
    found = _ISO.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    year, month, day = found[1], found[2], found[3] or "00"
    first = f"{year}-{'01' if month == '00' else month}-{'01' if day == '00' else day}"
    last = f"{year}-{'12' if month == '00' else month}-{'31' if day == '00' else day}"
    return first, last
