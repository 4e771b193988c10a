"""Flet's session, with a comparison of two trees that looks at what is set in a control, not at all that might be.

Flet 1.0.5 asks each field of each control that came or went for what it holds: some sixty, of which a screen sets a
handful. One would expect it to look at what is set, as its comparison of two controls does.
"""

from __future__ import annotations

import dataclasses
import weakref
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from flet.controls.base_control import BaseControl
from flet.controls.object_patch import DiffBuilder, ObjectPatch
from flet.messaging.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SNAPSHOTS: Final = ("__prev_lists", "__prev_dicts", "__prev_classes")


class QuickSession(Session):
    """A session that compares trees by what is set in them."""

    def _Session__get_update_control_patch(  # noqa: N802 - the name by which Flet calls it
        self,
        control: Any,
        prev_control: Any,
        parent: Any = None,
        path: list[Any] | None = None,
        frozen: bool = False,
    ) -> tuple[list[Any], list[Any], list[Any]]:
        comparison = Comparison(prev_control, control, control_cls=BaseControl)
        comparison._compare_values(parent, path or [], None, prev_control, control, frozen=frozen)
        operations = list(comparison.execute())
        added = list(comparison.get_added_controls())
        removed = list(comparison.get_removed_controls())
        comparison.teardown()
        return ObjectPatch(operations).to_message(), added, removed


class Comparison(DiffBuilder):
    """A comparison of two trees."""

    def _configure_dataclass(
        self, item: Any, parent: Any, frozen: bool, configure_setattr_only: bool = False
    ) -> Iterator[Any]:
        """Return the controls in a value that came, each made ready."""
        if configure_setattr_only:
            return super()._configure_dataclass(item, parent, frozen, configure_setattr_only)
        found: list[Any] = []
        self._make_ready(item, parent, frozen, found)
        return iter(found)

    def _make_ready(self, item: Any, parent: Any, frozen: bool, found: list[Any]) -> None:
        if isinstance(item, list | dict):
            for each in _inside(item):
                self._make_ready(each, parent, frozen, found)
            return
        kind = type(item)
        if not hasattr(kind, "_structural_fields"):
            found += super()._configure_dataclass(item, parent, frozen)
            return
        kind.__flet_control_cls__ = self.control_cls
        parent, frozen = _attach(item, parent, frozen)
        if isinstance(item, BaseControl):
            item.build()
            item._before_update_safe()
            object.__setattr__(item, "_initialized", True)
            found.append(item)
            parent = item  # of what it holds; what a mere value holds is its control's
        for each in held_by(item):
            self._make_ready(each, parent, frozen, found)
        if not frozen:
            item._dirty.clear()

    def _removed_controls(self, item: Any, recurse: bool) -> Iterator[Any]:
        """Return the controls in a value that went, what a control holds before itself."""
        found: list[Any] = []
        self._take_apart(item, recurse, found)
        return iter(found)

    def _take_apart(self, item: Any, recurse: bool, found: list[Any]) -> None:
        if isinstance(item, BaseControl):
            if hasattr(item, _SNAPSHOTS[0]):
                held = [each for kind in _SNAPSHOTS for each in getattr(item, kind, {}).values()]
            else:
                held = held_by(item) if recurse else []
            for each in held:
                self._take_apart(each, recurse, found)
            found.append(item)
        elif isinstance(item, list | dict):
            for each in _inside(item):
                self._take_apart(each, recurse, found)


def _attach(item: Any, parent: Any, frozen: bool) -> tuple[Any, bool]:
    """Have an item know its parent, and whether it is frozen; return both."""
    if parent is None:
        reference = getattr(item, "_parent", None)
        parent = reference() if reference else None
    if parent is not None:
        item._parent = weakref.ref(parent)
    if hasattr(item, "_frozen"):
        frozen = item._frozen
    elif frozen:
        item._frozen = frozen
    return parent, frozen


def held_by(item: Any) -> list[Any]:
    """Return what is set in a control or a value, and may hold controls."""
    kind: Any = type(item)
    held = [*item._values.values(), *(getattr(item, name) for name in _structure(kind))]
    return [value for value in held if _holds(value)]


def _inside(held: list[Any] | dict[Any, Any]) -> Iterable[Any]:
    return filter(_holds, held.values() if isinstance(held, dict) else held)


def _holds(value: Any) -> bool:
    """Return whether a value may hold controls: a control or another dataclass, a list or a dictionary."""
    return isinstance(value, list | dict) or hasattr(type(value), "__dataclass_fields__")


@cache
def _structure(kind: Any) -> tuple[str, ...]:
    """Return the names of the fields that one of this type does not keep among its values."""
    return tuple(field.name for field in dataclasses.fields(kind) if field.name in kind._structural_fields)
