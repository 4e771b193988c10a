"""Controls made by what is said of them.

Flet 1.0.5 makes a control by setting each of its properties, sixty of them, of which a screen says a handful; what is
as it is by default is then left out. One would expect what is said alone to be set.
"""

from __future__ import annotations

import dataclasses
from functools import wraps
from inspect import isfunction
from typing import Any, Final

import flet as ft
from flet.components.component import Component
from flet.controls.base_control import BaseControl

from web.drawing.controls import CONTROLS

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


def _quick(kind: Any, make: Any) -> Any:
    fields = [each for each in dataclasses.fields(kind) if each.name not in _OWN]
    positional = [each.name for each in fields if each.init and not each.kw_only]
    factories = {
        each.name: each.default_factory for each in fields if each.default_factory is not dataclasses.MISSING
    }
    needed = {
        each.name
        for each in fields
        if each.init and each.default is dataclasses.MISSING and each.name not in factories
    }
    defaults: dict[str, Any] = kind._prop_defaults  # noqa: SLF001 - Flet's: what this module is about
    is_control, is_finished = issubclass(kind, BaseControl), hasattr(kind, "__post_init__")
    known = {each.name for each in fields if each.init} | ({"ref"} if is_control else set())

    @wraps(make)
    def quick(self: Any, *given: Any, **named: Any) -> None:
        by_name = named | dict(zip(positional, given, strict=False)) if given else named
        if len(by_name) < len(given) + len(named) or not needed <= by_name.keys() <= known:
            make(self, *given, **named)  # which says what is wrong
            return
        reference = by_name.pop("ref", None) if is_control else None
        own = self.__dict__
        own["_values"], own["_dirty"] = values, _ = {}, {}
        for name, new in factories.items():
            own[name] = by_name.pop(name) if name in by_name else new()
        for name, value in by_name.items():
            default = defaults.get(name, _UNKNOWN)
            if default is _UNKNOWN:
                own[name] = value
            elif value is not default and (default is None or not value == default):  # noqa: SIM201 - as Flet asks
                values[name] = value
        if is_control:
            self.__post_init__(reference)
        elif is_finished:
            self.__post_init__()

    return quick
