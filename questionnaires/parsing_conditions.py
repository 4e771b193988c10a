"""Conditions read from JSON."""

from collections.abc import Callable, Mapping
from typing import Final

from questionnaires.answers import refusals
from questionnaires.conditions import (
    Answered,
    Begins,
    Compared,
    Condition,
    Equals,
    Every,
    Includes,
    Not,
    Of,
    Some,
    Times,
    Today,
    Within,
)
from questionnaires.definition import Bounds, Kind, Reference
from questionnaires.reading import VALUE_MAX, DefinitionError, Reader

_DAYS_MAX: Final = 50_000
_LIST_MAX: Final = 20
_DEPTH: Final = 8
"""How far conditions may stand in one another."""


def condition(value: object, path: str, *, reference: Reference | None = None, depth: int = 0) -> Condition:
    """Return the condition that `value` says.

    Args:
        value: JSON.
        path: where it stands.
        reference: what the question that it is about was answered before.
        depth: in how many others it stands.

    Raises:
        DefinitionError: it says none.
    """
    reader = Reader(value, path)
    if depth > _DEPTH:
        raise DefinitionError(path, "stands too deep")

    def several(key: str) -> tuple[Condition, ...]:
        return tuple(
            condition(each, reader.at(f"{key}.{number}"), reference=reference, depth=depth + 1)
            for number, each in enumerate(reader.list(key, least=1, most=_LIST_MAX))
        )

    found: Condition
    if reader.has("all"):
        found = Every(several("all"))
    elif reader.has("any"):
        found = Some(several("any"))
    elif reader.has("not"):
        found = Not(condition(reader.take("not"), reader.at("not"), reference=reference, depth=depth + 1))
    else:
        found = _comparison(reader, reference)
    reader.close()
    return found


def _comparison(reader: Reader, reference: Reference | None) -> Condition:
    name = reader.id("question")
    for key, read in _COMPARISONS.items():
        if reader.has(key):
            return read(name, reader)
    if reader.has("times"):
        return Times(name, reader.number("times"), _of(reader, reference))
    least = reader.number("at_least") if reader.has("at_least") else None
    most = reader.number("at_most") if reader.has("at_most") else None
    if least is None and most is None:
        raise DefinitionError(reader.path, "compares with nothing")
    return Within(name, least, most)


def _equals(name: str, reader: Reader) -> Condition:
    value = reader.take("equals")
    if not isinstance(value, str | int | float | bool):
        reader.fail("equals", "is no text, number, true or false")
    return Equals(name, value)


def _answered(name: str, reader: Reader) -> Condition:
    answered = reader.take("answered")
    if not isinstance(answered, bool):
        reader.fail("answered", "is neither true nor false")
    return Answered(name, answered)


def _of(reader: Reader, reference: Reference | None) -> Of | float:
    value = reader.take("of")
    if value == "reference":
        if reference is None or not isinstance(reference.value, int | float):
            reader.fail("of", "has no reference that is a number")
        return reference.value
    other = Reader(value, reader.at("of"))
    found = Of(other.id("question"))
    other.close()
    return found


def _than(reader: Reader, key: str) -> Of | Today | str:
    value = reader.take(key)
    if value == "today":
        return Today()
    if isinstance(value, str):
        if refusals(Kind.DATE, value, Bounds()):
            reader.fail(key, "is no date")
        return value
    other = Reader(value, reader.at(key))
    days = other.whole("today", -_DAYS_MAX, _DAYS_MAX) if other.has("today") else None
    found = Of(other.id("question")) if days is None else Today(days)
    other.close()
    return found


_COMPARISONS: Final[Mapping[str, Callable[[str, Reader], Condition]]] = {
    "equals": _equals,
    "includes": lambda name, reader: Includes(name, reader.words("includes", VALUE_MAX)),
    "answered": _answered,
    "begins": lambda name, reader: Begins(name, tuple(map(str, reader.list("begins", least=1)))),
    "before": lambda name, reader: Compared(name, before=True, than=_than(reader, "before")),
    "after": lambda name, reader: Compared(name, before=False, than=_than(reader, "after")),
}
