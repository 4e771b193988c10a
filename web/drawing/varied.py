"""The looks of an element, and what of them depends on the room there is: container queries.

Their lengths grow with the size of text. What looks alike is described once: whatever describes it is shown the
properties of its looks (`LOOKS`) and nothing else of a control, and what it says of the same ones is remembered.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from semantics import Varies, marked
from web.inside import values_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

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


LOOKS: Final = frozenset(
    {
        "alignment",
        "bgcolor",
        "border",
        "border_radius",
        "bottom",
        "clip_behavior",
        "col",
        "color",
        "columns",
        "content_padding",
        "expand",
        "fill_color",
        "fit",
        "height",
        "horizontal_alignment",
        "indicator_color",
        "left",
        "margin",
        "padding",
        "right",
        "run_spacing",
        "shadow",
        "shape",
        "size",
        "spacing",
        "style",
        "text_style",
        "thickness",
        "tight",
        "top",
        "vertical_alignment",
        "width",
        "wrap",
    }
)
"""The properties by which a control looks as it does."""


class Look:
    """The looks of a control, with some of them replaced."""

    __slots__ = ("_kind", "_values")

    def __init__(self, control: Any, others: Mapping[str, Any]) -> None:
        self._kind = type(control)
        self._values = {**dict(_given(control) if control is not None else ()), **others}

    def __getattr__(self, name: str) -> Any:
        if name not in LOOKS:
            raise AttributeError(name)
        values = self._values
        return values[name] if name in values else getattr(self._kind, name)


def key_of(parts: Iterable[Part]) -> tuple[object, ...]:
    """Return what is the same for two elements that look the same."""
    key: list[object] = []
    for control, describe, axis, states in parts:
        key += (describe, axis, states)
        if control is None:
            continue
        key.append(type(control))
        for name, value in _given(control):
            key += (name, value if type(value) in _PLAIN else _frozen(value))
        mark = marked(control, Varies)
        if mark is not None:
            key.append(tuple([_frozen(each) for each in (mark.base, mark.narrow, mark.medium, mark.wide)]))
    return tuple(key)


def _given(control: Any) -> list[tuple[str, Any]]:
    """Return the looks that a control was given."""
    given = [each for each in values_of(control).items() if each[0] in LOOKS]
    aside = _aside(_type(control))
    return given + [(name, getattr(control, name)) for name in aside] if aside else given


@cache
def _aside(kind: Any) -> tuple[str, ...]:
    """Return the looks that a control does not keep among what is set in it."""
    fields, kept = kind.__dataclass_fields__, kind._prop_defaults  # noqa: SLF001 - Flet's
    return tuple(sorted(name for name in LOOKS if name in fields and name not in kept))


def _frozen(value: Any) -> object:
    """Return a value as a key has it: as it is, or what is set in it."""
    kind = _type(value)
    if kind in _PLAIN:
        return value
    if kind is dict or kind is MappingProxyType:
        return tuple([(name, _frozen(each)) for name, each in value.items()])
    if kind is list:
        return tuple([_frozen(each) for each in value])
    fields = _fields_of(kind)
    if fields is None:
        return value
    found: list[object] = [kind]
    for name, each in values_of(value).items():
        found += (name, each if type(each) in _PLAIN else _frozen(each))
    for name in fields:
        found += (name, _frozen(getattr(value, name)))
    return tuple(found)


_type: Final[Callable[[Any], Any]] = type
_PLAIN: Final = frozenset({str, int, float, bool, type(None)})


@cache
def _fields_of(kind: Any) -> tuple[str, ...] | None:
    """Return the fields that one of Flet's values does not keep among what is set in it; None for any other value."""
    fields = getattr(kind, "_structural_fields", None)
    return None if fields is None else tuple(sorted(fields))


def as_varied(parts: Iterable[Part]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Return the declarations of an element, and more of them by what they hold under: its states, and rooms.

    Those of a room replace the others where there is less or more of it.
    """
    base: dict[str, str] = {}
    under: dict[str, dict[str, str]] = {}
    varies = False
    for control, describe, axis, states in parts:
        mark = marked(control, Varies)
        varies = varies or mark is not None
        look = Look(control, mark.base if mark is not None else {})
        base |= describe(look, axis)
        if states is not None:
            under |= {selector: dict(each) for selector, each in states(look).items()}
    return base, under | _rooms(parts, base) if varies else under


def _rooms(parts: Iterable[Part], base: Mapping[str, str]) -> dict[str, dict[str, str]]:
    narrow = _where(parts, "narrow")
    medium = _where(parts, "medium")
    wide = _where(parts, "wide")
    return {
        NARROW: _difference(base, narrow),
        MEDIUM: _difference(base, medium),
        WIDE: _difference(medium, wide),
    } | _hidden(parts)


def _where(parts: Iterable[Part], room: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for control, describe, axis, _ in parts:
        mark = marked(control, Varies)
        found |= describe(Look(control, _others(mark, room) if mark is not None else {}), axis)
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
