"""What holds for all controls of one type, or all values of it, as trees of them are compared."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Final, TypeVar

import flet as ft
from flet.controls.base_control import BaseControl
from flet.utils.validation import _compile_class_spec

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_LOOKS: Final = frozenset(
    {
        ft.Border,
        ft.BorderRadius,
        ft.BorderSide,
        ft.BoxShadow,
        ft.ButtonStyle,
        ft.Padding,
        ft.RoundedRectangleBorder,
        ft.TextStyle,
    }
)
"""What says how something looks holds no control; nobody asks what it belongs to."""


@dataclasses.dataclass(frozen=True, slots=True)
class Kind:
    """What holds for all controls, or values, of one type.

    Attributes:
        structure: the fields that one does not keep among its values, number and type left out.
        defaults: what each of its values is where it is not set; None for what has no values of that kind.
        events: the values that are functions, of which it is told that they are there, not which.
        builds: whether it makes something of itself as it comes.
        updates: whether it does something each time that it is drawn.
        ruled: the values that some rule is about; what is not set is as it may be.
        is_ruled: whether some rule is about more than these.
        mounts: whether it does something once it is there, and before it goes.
    """

    structure: tuple[str, ...]
    defaults: dict[str, Any] | None
    events: frozenset[str]
    builds: bool
    updates: bool
    ruled: frozenset[str]
    is_ruled: bool
    mounts: bool


def about(kind: Any) -> Kind:
    """Find out what holds for a type."""
    kind.__flet_control_cls__ = BaseControl
    fields = [each.name for each in dataclasses.fields(kind) if not each.metadata.get("skip", False)]
    is_control = issubclass(kind, BaseControl)
    rules = _compile_class_spec(kind)
    defaults = getattr(kind, "_prop_defaults", None)
    ruled = frozenset(name for name, _ in rules.field_rules)
    return Kind(
        structure=tuple(name for name in fields if name not in {"_i", "_c", *(defaults or ())}),
        defaults=defaults,
        events=getattr(kind, "_event_fields", frozenset()),
        builds=is_control and kind.build is not BaseControl.build,
        updates=is_control and kind.before_update is not BaseControl.before_update,
        ruled=ruled,
        is_ruled=bool(rules.class_rules) or not ruled <= (defaults or {}).keys(),
        mounts=is_control and kind.did_mount is not BaseControl.did_mount,
    )


class _Table(dict[type, T]):
    """What holds of each type, found out once: a table is looked into faster than a function is called."""

    def __init__(self, find: Callable[[Any], T]) -> None:
        self._find = find

    def __missing__(self, kind: type) -> T:
        found = self[kind] = self._find(kind)
        return found


KINDS: Final = _Table(about)


def _may_hold(kind: Any) -> bool:
    """Return whether a value of that type may hold controls: a control or another dataclass, a list, a dictionary."""
    return issubclass(kind, list | dict) or (_is_dataclass(kind) and kind not in _LOOKS)


def _is_dataclass(kind: Any) -> bool:
    return hasattr(kind, "__dataclass_fields__")


HOLDS: Final = _Table(_may_hold)
"""Whether a value of that type may hold controls."""
DATACLASSES: Final = _Table(_is_dataclass)
"""Whether a type is one of Flet's, with fields."""
