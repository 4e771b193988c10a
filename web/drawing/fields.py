"""What is filled in, ticked and chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import flet as ft

from semantics import Immediate, marked
from web.drawing import looks
from web.drawing.boxes import place
from web.drawing.element import EMPTY, element
from web.drawing.pressed import ACTS
from web.drawing.scene import Described, Part
from web.text import SHOW_CHOICE

if TYPE_CHECKING:
    from markupsafe import Markup

    from web.drawing.element import Attribute
    from web.drawing.scene import Scene

_AS_TYPED: Final = {"one-time-code", "username", "current-password", "new-password", "email"}
"""What a phone's keyboard begins without a capital."""


def text_field(control: ft.TextField, scene: Scene) -> Markup:
    """Draw a field."""
    field = scene.field
    id_ = scene.drawing.id_of(control)
    if field is None:
        scene.drawing.miss("a TextField that no Field is around has no name")
        field = Described(id_, name=str(control.label))
    group = scene.group
    by = [*field.by, *(group.by if group is not None and control.error and not field.error else ())]
    plain = field.purpose in _AS_TYPED or field.keyboard
    attributes: dict[str, Attribute] = {
        "class": "field",
        "type": None if control.multiline else "password" if control.password else "text",
        "name": field.asked_as
        or scene.drawing.name_of(id_, group.name if group is not None else "", field.name),
        # A password is not written into a page; that there is one, tells a browser whether what it has is still so.
        "value": None if control.password or control.multiline else control.value or None,
        "data-filled": bool(control.password and control.value),
        "rows": control.min_lines if control.multiline else None,
        "autocomplete": field.purpose or "off",
        "autocapitalize": "none" if plain else None,
        "spellcheck": "true" if control.autocorrect else "false",
        "inputmode": field.keyboard or None,
        "maxlength": control.max_length,
        "aria-required": _must(required=field.required),
        "autofocus": bool(control.autofocus),
        "aria-invalid": "true" if control.error else None,
        "aria-describedby": " ".join(by) or None,
        "form": None if scene.form else ACTS,
        # What describes it changes with what is typed, such as the room that is left for a text of several lines: it is
        # told as it is typed.
        "data-live": bool(field.described or control.multiline),
    }
    more = EMPTY
    if field.described:
        by.append(f"{id_}-more")
        more = element("span", {"id": f"{id_}-more", "hidden": True}, field.described)
        attributes["aria-describedby"] = " ".join(by)
    if scene.combobox:
        listed = scene.combobox if scene.combobox != "none" else None
        attributes |= {
            "role": "combobox",
            "aria-autocomplete": "list",
            "aria-expanded": "true" if listed else "false",
            "aria-controls": listed,
        }
    parts = (Part(control, _field, scene.axis, _field_states),)
    # HTML passes over a first line end in a text of several lines: ours, not the person's.
    tag, inside = ("textarea", (f"\n{control.value}",)) if control.multiline else ("input", ())
    return more + scene.drawing.element(scene, tag, parts, attributes, *inside, kept=True, own=control)


def _must(*, required: bool) -> str | None:
    # Not `required`: Firefox then takes an empty field for faulty, whatever `novalidate` and `aria-invalid` say, and a
    # screen reader says so of each before anybody has typed.
    return "true" if required else None


def slider(control: ft.Slider, scene: Scene) -> Markup:
    """Draw a range; what it stands for is said in the words of its label."""
    field = scene.field
    id_ = scene.drawing.id_of(control)
    if field is None:
        scene.drawing.miss("a Slider that no Field is around has no name")
        field = Described(id_)
    low, high = control.min or 0, control.max or 0
    attributes: dict[str, Attribute] = {
        "class": "range",
        "type": "range",
        "name": scene.drawing.name_of(id_, field.name),
        "min": _number(low),
        "max": _number(high),
        "step": _number((high - low) / control.divisions) if control.divisions else "any",
        "value": _number(control.value if control.value is not None else low),
        "autocomplete": "off",
        "aria-valuetext": control.label,
        "aria-describedby": " ".join(field.by) or None,
        "form": None if scene.form else ACTS,
        "data-live": True,
    }
    return scene.drawing.element(scene, "input", (), attributes, kept=True, own=control)


def _number(value: float) -> str:
    return f"{value:.10g}"


def checkbox(control: ft.Checkbox, scene: Scene) -> Markup:
    """Draw a box to tick."""
    choice = scene.choice
    id_ = scene.drawing.id_of(control)
    attributes: dict[str, Attribute] = {
        "class": "tick",
        "type": "checkbox",
        "name": scene.drawing.name_of(id_, choice.name if choice else str(control.semantics_label)),
        "value": "on",
        "checked": bool(control.value),
        "aria-required": _must(required=choice is not None and choice.required),
        "aria-invalid": "true" if choice and choice.error else None,
        "aria-describedby": " ".join(choice.by) or None if choice else None,
        "aria-label": None if choice else control.semantics_label,
        "form": None if scene.form else ACTS,
    }
    return scene.drawing.element(scene, "input", (), attributes, kept=True, own=control)


def radio_group(control: ft.RadioGroup, scene: Scene) -> Markup:
    """Draw choices of which one is taken."""
    id_ = scene.drawing.id_of(control)
    group = scene.group
    name = scene.drawing.name_of(id_, group.name if group is not None else "choix")
    radios = Described(id_, name=name, value=str(control.value or ""))
    attributes: dict[str, Attribute] = {"class": "radios"}
    if group is None:
        attributes["role"] = "radiogroup"
    within = scene.owned_by(control).with_attributes(attributes)
    shows = _shows(form=scene.form) if marked(control, Immediate) is not None else EMPTY
    return within.through(control.content, radios=radios, after=shows)


def _shows(*, form: bool) -> Markup:
    """Return what shows, without script, what a choice changes: it sends the form, and presses nothing."""
    attributes: dict[str, Attribute] = {
        "class": "press outlined",
        "type": "submit",
        "name": "press",
        "value": "",
        "form": None if form else ACTS,
    }
    return element("noscript", {}, element("button", attributes, SHOW_CHOICE))


def radio(control: ft.Radio, scene: Scene) -> Markup:
    """Draw one of the choices of a group."""
    group = scene.radios
    if group is None:
        scene.drawing.miss("a Radio out of a RadioGroup has no name")
        group = Described(scene.drawing.id_of(control))
    value = str(control.value)
    attributes: dict[str, Attribute] = {
        "class": "radio",
        "type": "radio",
        "name": group.name,
        "value": value,
        "checked": value == group.value,
        "form": None if scene.form else ACTS,
    }
    return scene.drawing.element(scene, "input", (), attributes, kept=True, own=control)


def default_press(id_: str, *, asks: bool) -> Markup:
    """Return the button that Enter in a field presses, whatever stands before the one that it stands for.

    Of a form that `asks` it has no name: in the address stands what was asked alone.
    """
    attributes: dict[str, Attribute] = {
        "class": "spoken",
        "type": "submit",
        "name": None if asks else "press",
        "value": id_,
        "tabindex": -1,
        "aria-hidden": "true",
    }
    return element("button", attributes)


def _field(control: Any, axis: str) -> dict[str, str]:
    found = place(control, axis)
    if control.text_style is not None:
        found |= looks.text(control.text_style)
        found.pop("font-weight", None)
    if control.fill_color is not None:
        found["background"] = looks.color(control.fill_color)
    outline = looks.in_state(control.border, ft.ControlState.DEFAULT)
    frame = 0.0
    if isinstance(outline, ft.OutlineInputBorder):
        found |= _outline(outline)
        frame = outline.side.width if outline.side is not None else 0
    if control.content_padding is not None:
        # Flutter draws the frame over the padding.
        found["padding"] = looks.sides(control.content_padding, less=frame)
    return found


def _field_states(control: Any) -> dict[str, dict[str, str]]:
    if not isinstance(control.border, dict):
        return {}
    resting, focused = (
        looks.in_state(control.border, state) for state in (ft.ControlState.DEFAULT, ft.ControlState.FOCUSED)
    )
    before, after = _outline(resting), _outline(focused)
    changed = {name: value for name, value in after.items() if before.get(name) != value}
    return {":focus": changed} if changed else {}


def _outline(value: ft.OutlineInputBorder) -> dict[str, str]:
    return {"border": looks.side(value.side), "border-radius": looks.radius(value.border_radius)}
