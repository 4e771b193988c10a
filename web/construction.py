"""Controls made by what is said of them.

Flet 1.0.5 makes a control by setting each of its properties, sixty of them, of which a screen says a handful; what is
as it is by default is then left out. One would expect what is said alone to be set.

With each control it also changes the class of that, to the same again, whereupon Python forgets where the attributes of
the class and of those below it are. One would expect a class to be made once.
"""

from __future__ import annotations

import dataclasses
from functools import wraps
from inspect import getclosurevars, isfunction
from typing import TYPE_CHECKING, Any, Final

import flet as ft
from flet.components.component import Component
from flet.controls.base_control import BaseControl
from flet.controls.id_counter import ControlId

from web.drawing.controls import CONTROLS

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS: Final[tuple[Any, ...]] = (
    *CONTROLS,
    Component,
    ft.Border,
    ft.BorderRadius,
    ft.BorderSide,
    ft.BoxShadow,
    ft.ButtonStyle,
    ft.Padding,
    ft.RoundedRectangleBorder,
    ft.TextStyle,
)
"""What screens are made of, and what says how most of it looks."""
_UNKNOWN: Final = object()
_OWN: Final = frozenset({"_values", "_dirty"})


def quicken() -> None:
    """Have what screens are made of be made quickly in this process."""
    for kind in KINDS:
        # One that says itself how it is made is left as it is.
        if "__init__" in vars(kind) and _is_generated(kind.__init__):
            kind.__init__ = _quick(kind, kind.__init__)


def _is_generated(make: Any) -> bool:
    if make.__name__ == "_value_init":  # Flet's, around that of the dataclass
        make = next(each.cell_contents for each in make.__closure__ if isfunction(each.cell_contents))
    return bool(make.__code__.co_filename == "<string>")


def _finish_of(kind: Any) -> Callable[[Any, Any], None]:
    """Return what finishes one of that kind once its properties are set; a control is given what refers to it too."""
    if not issubclass(kind, BaseControl):
        is_finished = hasattr(kind, "__post_init__")
        return lambda made, _: made.__post_init__() if is_finished else None
    names = _names(kind)
    if not names:
        return lambda made, reference: made.__post_init__(reference)
    kind.__hash__ = BaseControl.__hash__

    def finish(made: Any, reference: Any) -> None:
        own = made.__dict__
        own.update(names)
        own["_i"] = ControlId.next()
        if reference is not None:
            reference.current = made
        made.init()
        made._dirty.clear()  # noqa: SLF001 - Flet's: what this module is about

    return finish


def _names(kind: Any) -> dict[str, Any]:
    """Return what Flet says of a control besides its number; nothing where more than Flet is told."""
    names: dict[str, Any] = {}
    finish = kind.__post_init__
    while finish.__name__ == "new_post_init":  # Flet's, around that of the kind below it
        told = getclosurevars(finish).nonlocals
        if told["type_name"] is not None:
            names.setdefault("_c", told["type_name"])
        if told["isolated"] is not None:
            names["_isolated"] = told["isolated"]
        finish = told["orig_post_init"]
    return names if finish is BaseControl.__post_init__ else {}


def _quick(kind: Any, make: Any) -> Any:
    fields = [each for each in dataclasses.fields(kind) if each.name not in _OWN]
    positional = [each.name for each in fields if each.init and not each.kw_only]
    factories = [
        (each.name, each.default_factory)
        for each in fields
        if each.default_factory is not dataclasses.MISSING
    ]
    needed = {
        each.name
        for each in fields
        if each.init and each.default is dataclasses.MISSING and each.default_factory is dataclasses.MISSING
    }
    defaults: dict[str, Any] = kind._prop_defaults  # noqa: SLF001 - Flet's: what this module is about
    is_control, finish = issubclass(kind, BaseControl), _finish_of(kind)
    known = {each.name for each in fields if each.init} | ({"ref"} if is_control else set())
    default_of = defaults.get

    @wraps(make)
    def quick(self: Any, *given: Any, **named: Any) -> None:
        by_name = named
        if given:
            by_name = named | dict(zip(positional, given, strict=False))
        if len(by_name) < len(given) + len(named) or not needed <= by_name.keys() <= known:
            make(self, *given, **named)  # which says what is wrong
            return
        reference = by_name.pop("ref", None) if is_control else None
        own = self.__dict__
        own["_values"], own["_dirty"] = values, _ = {}, {}
        for name, new in factories:
            own[name] = by_name.pop(name) if name in by_name else new()
        for name, value in by_name.items():
            default = default_of(name, _UNKNOWN)
            if default is None:
                if value is not None:
                    values[name] = value
            elif default is _UNKNOWN:
                own[name] = value
            elif value is not default and not value == default:  # noqa: SIM201 - as Flet asks
                values[name] = value
        finish(self, reference)

    return quick
