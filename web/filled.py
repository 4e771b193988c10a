"""What a person filled in, by the names under which it is posted: the same in each session that shows the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import flet as ft

from semantics import Form, marked
from web.inside import number_of
from web.tree import walk, within

if TYPE_CHECKING:
    from collections.abc import Mapping

    from web.drawing.drawing import Drawing
    from web.protocol import FieldValue


def named(page: ft.Page, drawing: Drawing, fields: Mapping[str, FieldValue]) -> dict[int, FieldValue]:
    """Return fields by Flet's numbers, which are given by their names; those that are not here are left out.

    Args:
        page: what they were filled in on.
        drawing: of that page, which gave them their names.
        fields: texts; for a checkbox, whether it is ticked; for radio buttons, the value of the one that is chosen.
    """
    found: dict[int, FieldValue] = {}
    for name, control in _fields(page, drawing).items():
        value = fields.get(name)
        if isinstance(control, ft.RadioGroup):
            chosen = next((each for each in within(control) if _stands_for(each, value)), None)
            if chosen is not None:
                found[number_of(chosen)] = True
        elif value is not None and isinstance(control, ft.Checkbox) == isinstance(value, bool):
            found[number_of(control)] = value
    return found


def posted(
    page: ft.Page, drawing: Drawing, fields: Mapping[str, str], pressed: int | None
) -> dict[int, FieldValue]:
    """Return the fields of a form by Flet's numbers.

    Args:
        page: what they were filled in on.
        drawing: of that page.
        fields: texts; a checkbox of the form is among them where it is ticked.
        pressed: Flet's number of what was pressed, which says which form that was; None where it is not known.
    """
    boxes = {name: each for name, each in _fields(page, drawing).items() if isinstance(each, ft.Checkbox)}
    forms = [{number_of(each) for each in within(form)} for form, _ in walk(page) if marked(form, Form)]

    def form_of(number: int) -> int | None:
        return next((rank for rank, inside in enumerate(forms) if number in inside), None)

    ticked = {
        name: name in fields
        for name, each in boxes.items()
        if name in fields or (pressed is not None and form_of(number_of(each)) == form_of(pressed))
    }
    return named(page, drawing, {**fields, **ticked})


def _fields(page: ft.Page, drawing: Drawing) -> dict[str, Any]:
    """Return what is filled in on the page, by the names that are posted."""
    names = {id_: name for name, id_ in drawing.names.items()}
    found = {
        names.get(drawing.id_of(control)): control
        for control, _ in walk(page)
        if isinstance(control, ft.TextField | ft.Checkbox | ft.RadioGroup)
    }
    return {name: control for name, control in found.items() if name is not None}


def _stands_for(control: object, value: object) -> bool:
    return isinstance(control, ft.Radio) and control.value == value
