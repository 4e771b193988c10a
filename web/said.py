"""What a browser may say of a control: a list of what is allowed, type by type; the host believes nothing else.

A browser that is ours may still speak of what has just gone, or was just closed: that is passed over. What no browser
of ours ever says, of any control, is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

import flet as ft

from web.inside import number_of
from web.protocol import Refused
from web.tree import find, walk, within

if TYPE_CHECKING:
    from web.protocol import FieldValue

EVENTS: Final[dict[type, frozenset[str]]] = {
    ft.AlertDialog: frozenset({"dismiss"}),
    ft.Checkbox: frozenset({"focus", "blur"}),
    ft.FilledButton: frozenset({"click"}),
    ft.GestureDetector: frozenset({"click"}),
    ft.NavigationBarDestination: frozenset({"click"}),
    ft.OutlinedButton: frozenset({"click"}),
    ft.Radio: frozenset({"focus", "blur"}),
    ft.Slider: frozenset({"submit", "focus", "blur"}),
    ft.TextButton: frozenset({"click"}),
    ft.TextField: frozenset({"submit", "focus", "blur"}),
}
"""The events of each type of control; that something was typed or chosen, its value says."""

_CALLED: Final[dict[tuple[type, str], str]] = {(ft.GestureDetector, "click"): "tap"}
"""What Flet calls an event, where that is another name."""

_LONGEST_NUMBER: Final = 24


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """What the program is to be told: a property that the person changed, or an event.

    Attributes:
        control: Flet's number of the control.
        change: the property, and what it is now.
        event: its name in Flet.
        data: what comes with it.
    """

    control: int
    change: dict[str, Any]
    event: str
    data: object


def typed(page: ft.Page, number: int, value: FieldValue) -> Told | None:
    """Return what the program is told of a field's value; None where that changes nothing, or may not be changed now.

    Raises:
        Refused: it is no value of such a control.
    """
    found = find(page, number)
    if found is None:
        return None
    control, open_ = found
    match control:
        case ft.TextField() if isinstance(value, str):
            # What fills fields by itself knows no `maxlength`.
            value = value[: control.max_length or None]
            changes = open_ and not control.read_only and value != (control.value or "")
        case ft.Slider() if isinstance(value, str):
            amount = _amount(control, value)
            changes = open_ and amount != control.value
            return Told(number, {"value": amount}, "change", amount) if changes else None
        case ft.Checkbox() if isinstance(value, bool):
            changes = open_ and value != bool(control.value)
        case ft.Radio() if value is True:
            return _chosen(page, control) if open_ else None
        case _:
            raise Refused
    return Told(number, {"value": value}, "change", value) if changes else None


def done(page: ft.Page, found: tuple[Any, bool], event: str) -> Told | None:
    """Return what the program is told of an act; None where the control is closed, or does not listen to it.

    Args:
        page: where it was done.
        found: the control that it was done to, and whether it is open, as `find` gave it.
        event: what was done.

    Raises:
        Refused: no control of its type has such an event.
    """
    control, open_ = found
    if event not in EVENTS.get(type(control), ()):
        raise Refused
    if not open_:
        return None
    if isinstance(control, ft.NavigationBarDestination):
        return _opened(page, control)
    called = _CALLED.get((type(control), event), event)
    if getattr(control, f"on_{called}", None) is None:
        return None
    data = control.value if isinstance(control, ft.TextField) else None
    return Told(number_of(control), {}, called, data)


def _amount(slider: ft.Slider, value: str) -> float:
    """Return the step of a slider that is nearest to what a browser says.

    Raises:
        Refused: it says no number.
    """
    low, high = slider.min or 0, slider.max or 0
    try:
        amount = float(value[:_LONGEST_NUMBER])
    except ValueError:
        raise Refused from None
    if not isfinite(amount):
        raise Refused
    amount = min(high, max(low, amount))
    step = (high - low) / slider.divisions if slider.divisions else 0
    return low + round((amount - low) / step) * step if step else amount


def _chosen(page: ft.Page, radio: ft.Radio) -> Told | None:
    """Return what is told of a radio button: that its group has another value."""
    for group, _ in walk(page):
        if isinstance(group, ft.RadioGroup) and any(each is radio for each in within(group)):
            if group.value == radio.value:
                return None
            return Told(number_of(group), {"value": radio.value}, "change", radio.value)
    return None


def _opened(page: ft.Page, destination: ft.NavigationBarDestination) -> Told | None:
    """Return what is told of a place in the bar: that the bar has another index."""
    for bar, _ in walk(page):
        if isinstance(bar, ft.NavigationBar):
            index = next((rank for rank, each in enumerate(bar.destinations) if each is destination), None)
            if index is not None:
                return Told(number_of(bar), {"selected_index": index}, "change", index)
    return None
