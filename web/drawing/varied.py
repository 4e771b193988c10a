"""What depends on the room there is: container queries, whose lengths grow with the size of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from semantics import Varies, marked
from web.inside import values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from web.drawing.scene import Part

NARROW: Final = "@container (width < 22.5rem)"
MEDIUM: Final = "@container (width >= 37.5rem)"
WIDE: Final = "@container (width >= 52.5rem)"
UNKNOWN: Final = "@supports not (container-type:inline-size)"
"""Of browsers without container queries (before 2023), which show the arrangement of phones at all widths."""

_BOUNDS: Final = ("22.5rem", "37.5rem", "52.5rem")
"""Where the arrangements of a program part: those of the narrowest windows, of phones, of tablets, of wide windows."""

_ROOMS: Final = ("narrow", "phone", "medium", "wide")
_PHONE: Final = _ROOMS.index("phone")


class _As:
    """A control as it is with some of its properties replaced."""

    __slots__ = ("_control", "_values")

    def __init__(self, control: Any, others: Mapping[str, Any]) -> None:
        self._control = control
        self._values = {**values_of(control), **others}

    def __getattr__(self, name: str) -> Any:
        values = self._values
        return values[name] if name in values else getattr(self._control, name)


def as_varied(parts: Iterable[Part]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Return the declarations of an element, and those that replace them where there is less or more room."""
    base: dict[str, str] = {}
    varies = False
    for control, describe, axis in parts:
        mark = marked(control, Varies)
        varies = varies or mark is not None
        base |= describe(control if mark is None else _As(control, mark.base), axis)
    if not varies:
        return base, {}
    narrow = _where(parts, "narrow")
    medium = _where(parts, "medium")
    wide = _where(parts, "wide")
    under = {
        NARROW: _difference(base, narrow),
        MEDIUM: _difference(base, medium),
        WIDE: _difference(medium, wide),
    }
    return base, under | _hidden(parts)


def _where(parts: Iterable[Part], room: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for control, describe, axis in parts:
        mark = marked(control, Varies)
        found |= describe(control if mark is None else _As(control, _others(mark, room)), axis)
    return found


def _others(mark: Varies, room: str) -> Mapping[str, Any]:
    if room == "narrow":
        return {**mark.base, **mark.narrow}
    if room == "wide":
        return {**mark.base, **mark.medium, **mark.wide}
    return {**mark.base, **mark.medium} if room == "medium" else mark.base


def _difference(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    changed = {name: value for name, value in after.items() if before.get(name) != value}
    return changed | {name: "unset" for name in before if name not in after}


def _hidden(parts: Iterable[Part]) -> dict[str, dict[str, str]]:
    """Return under which widths the element is not shown."""
    marks = [mark for part in parts if (mark := marked(part.control, Varies)) is not None]
    shown = [all(_others(mark, room).get("visible", True) for mark in marks) for room in _ROOMS]
    lowest, under, begun = None, {}, False
    for rank, seen in enumerate([*shown, True]):
        if not seen and not begun:
            lowest, begun = (_BOUNDS[rank - 1] if rank else None), True
        elif seen and begun:
            bounds = [f"(width >= {lowest})"] if lowest else []
            bounds += [f"(width < {_BOUNDS[rank - 1]})"] if rank <= len(_BOUNDS) else []
            under["@container " + " and ".join(bounds)] = {"display": "none"}
            begun = False
    if not shown[_PHONE]:
        under[UNKNOWN] = {"display": "none"}
    return under
