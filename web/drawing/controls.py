"""One function a type of control."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import flet as ft
from flet.components.component import Component

from semantics import (
    Error,
    Field,
    Form,
    Hint,
    Items,
    Label,
    Landmark,
    Place,
    marked,
)
from web.drawing import looks
from web.drawing.element import EMPTY, Attribute, element
from web.drawing.scene import FieldScene
from web.inside import body_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

    from web.drawing.scene import Scene


def text(control: ft.Text, scene: Scene) -> Markup:
    """Draw words."""
    declarations = _text_style(control)
    classes = scene.drawing.style(declarations)
    if scene.field is not None:
        if marked(control, Label):
            return element("label", {"class": classes, "for": scene.field.id}, control.value)
        if marked(control, Hint):
            return element("p", {"class": classes, "id": f"{scene.field.id}-hint"}, control.value)
        if marked(control, Error):
            return element("p", {"class": classes, "id": f"{scene.field.id}-error"}, control.value)
    return element("span" if scene.inline else "p", {"class": classes}, control.value)


def semantics(control: ft.Semantics, scene: Scene) -> Markup:
    """Draw what a thing is said to be."""
    if control.heading_level:
        inside = scene.draw(control.content, inline=True)
        return element(f"h{control.heading_level}", {"id": scene.id_of(control), "tabindex": -1}, inside)
    if control.exclude_semantics and scene.field is None:
        return element("div", {"aria-hidden": "true"}, scene.draw(control.content, silent=True))
    return scene.draw(control.content)


def merged(control: ft.MergeSemantics, scene: Scene) -> Markup:
    """Draw what is said as one: HTML says it so already."""
    return scene.draw(control.content)


def container(control: ft.Container, scene: Scene) -> Markup:
    """Draw a box."""
    if control.visible is False:
        return EMPTY
    declarations = _box(control)
    for name, value in (("padding", control.padding), ("margin", control.margin)):
        if value is not None:
            declarations[name] = looks.sides(value)
    if control.bgcolor is not None:
        declarations["background"] = looks.color(control.bgcolor)
    if control.border_radius is not None:
        declarations["border-radius"] = looks.radius(control.border_radius)
    if control.shadow is not None:
        declarations["box-shadow"] = looks.shadow(control.shadow)
    if control.border is not None:
        declarations |= looks.border(control.border)
    if control.alignment is not None:
        declarations |= looks.alignment(control.alignment)
    inner = scene.within(axis="")
    field = marked(control, Field)
    if field is not None:
        box = _first(control, ft.TextField)
        errors = bool(box is not None and box.error)
        id_ = scene.id_of(box) if box is not None else scene.id_of(control)
        inner = inner.within(
            field=FieldScene(id_, (), errors, "", field.purpose, field.keyboard, field.required)
        )
    return _wrapped(control, scene, declarations, inner.draw(control.content))


def column(control: ft.Column, scene: Scene) -> Markup:
    """Draw things one under the other."""
    declarations = _box(control) | {
        "display": "flex",
        "flex-direction": "column",
        "align-items": looks.align(control.horizontal_alignment),
        "gap": looks.rem(_number(control.spacing)),
    }
    items = marked(control, Items) is not None
    inside = scene.drawing.list_of(control.controls, scene.within(axis="column"), items=items)
    return _wrapped(control, scene, declarations, inside)


def row(control: ft.Row, scene: Scene) -> Markup:
    """Draw things side by side."""
    declarations = _box(control) | {
        "display": "flex",
        "align-items": looks.align(control.vertical_alignment),
        "justify-content": looks.justify(control.alignment),
        "gap": f"{looks.rem(_number(control.run_spacing))} {looks.rem(_number(control.spacing))}"
        if control.wrap
        else looks.rem(_number(control.spacing)),
    }
    if control.wrap:
        declarations["flex-wrap"] = "wrap"
    items = marked(control, Items) is not None
    inside = scene.drawing.list_of(control.controls, scene.within(axis="row"), items=items)
    return _wrapped(control, scene, declarations, inside)


def button(control: Any, scene: Scene) -> Markup:
    """Draw what can be pressed: a place is a link, an act is a button."""
    kind = {ft.FilledButton: "filled", ft.OutlinedButton: "outlined", ft.TextButton: "plain"}[type(control)]
    content = control.content
    inside = (
        element("span", {}, content)
        if isinstance(content, str)
        else scene.draw(content, inline=True, axis="row")
    )
    classes = f"press {kind}"
    place = marked(control, Place)
    if place is not None:
        attributes: dict[str, Attribute] = {
            "id": scene.id_of(control),
            "class": classes,
            "href": place.path,
            "aria-current": "page" if place.current else None,
        }
        return element("a", attributes, inside)
    attributes = {
        "id": scene.id_of(control),
        "class": classes,
        "name": "press",
        "value": scene.id_of(control),
        "type": "submit",
        "disabled": bool(control.disabled),
        "form": "acts",
    }
    return element("button", attributes, inside)


def text_field(control: ft.TextField, scene: Scene) -> Markup:
    """Draw a field."""
    field = scene.field
    id_ = scene.id_of(control)
    scene.drawing.names[id_] = id_
    attributes: dict[str, Attribute] = {
        "id": id_,
        "name": id_,
        "form": "acts",
        "type": "password" if control.password else "text",
        "value": control.value or "",
        "autocomplete": (field.purpose if field else "") or "off",
        "inputmode": (field.keyboard if field else "") or None,
        "required": bool(field and field.required),
        "maxlength": control.max_length,
        "aria-invalid": "true" if control.error else None,
        "aria-describedby": f"{id_}-hint {id_}-error",
        "class": "field",
    }
    return element("input", attributes)


def view(control: ft.View, scene: Scene) -> Markup:
    """Draw a screen."""
    inside = EMPTY.join(scene.draw(each) for each in control.controls)
    return element(
        "div", {"id": scene.id_of(control), "class": "view"}, inside, scene.draw(control.navigation_bar)
    )


def icon(control: ft.Icon, scene: Scene) -> Markup:
    """Draw a sign."""
    return EMPTY


def safe_area(control: ft.SafeArea, scene: Scene) -> Markup:
    """Draw what keeps clear of the edges of a phone."""
    return scene.draw(control.content)


def stack(control: ft.Stack, scene: Scene) -> Markup:
    """Draw things one over the other."""
    inside = EMPTY.join(scene.draw(each) for each in control.controls)
    return _wrapped(control, scene, {"position": "relative"}, inside)


def divider(control: ft.Divider, scene: Scene) -> Markup:
    """Draw a line."""
    return element("hr", {})


CONTROLS: Final[dict[type, Callable[[Any, Scene], Markup]]] = {
    ft.Column: column,
    ft.Container: container,
    ft.Divider: divider,
    ft.FilledButton: button,
    ft.Icon: icon,
    ft.MergeSemantics: merged,
    ft.OutlinedButton: button,
    ft.Row: row,
    ft.SafeArea: safe_area,
    ft.Semantics: semantics,
    ft.Stack: stack,
    ft.Text: text,
    ft.TextButton: button,
    ft.TextField: text_field,
    ft.View: view,
}


def _wrapped(control: Any, scene: Scene, declarations: dict[str, str], inside: Markup) -> Markup:
    landmark = marked(control, Landmark)
    items = marked(control, Items)
    tag = "div"
    label = None
    if landmark is not None:
        tag, label = landmark.kind.value, landmark.label or None
    elif items is not None:
        tag, label = ("ol" if items.ordered else "ul"), items.label or None
    elif scene.inline:
        tag = "span"
    attributes: dict[str, Attribute] = {
        "id": scene.id_of(control),
        "class": scene.drawing.style(declarations) or None,
        "aria-label": label,
    }
    if marked(control, Form) is not None:
        attributes["data-form"] = True
    return element(tag, attributes, inside)


def _box(control: Any) -> dict[str, str]:
    declarations: dict[str, str] = {}
    if control.width is not None:
        declarations |= {"width": looks.rem(control.width), "max-width": "100%"}
    if control.height is not None:
        declarations["height"] = looks.rem(control.height)
    if control.expand:
        share = 1 if control.expand is True else int(control.expand)
        declarations |= {"flex": f"{share} 1 0", "min-width": "0"}
    return declarations


def _text_style(control: ft.Text) -> dict[str, str]:
    declarations: dict[str, str] = {}
    style = control.style
    if isinstance(style, ft.TextStyle):
        if style.size:
            declarations["font-size"] = looks.rem(style.size)
        if isinstance(style.weight, ft.FontWeight):
            declarations["font-weight"] = style.weight.value.removeprefix("w")
        if style.height:
            declarations["line-height"] = f"{style.height:g}"
        if style.decoration == ft.TextDecoration.UNDERLINE:
            declarations["text-decoration"] = "underline"
    if control.color is not None:
        declarations["color"] = looks.color(control.color)
    return declarations


def _first(control: Any, kind: type) -> Any:
    """Return the first control of a kind within another."""
    if isinstance(control, kind):
        return control
    if isinstance(control, Component):
        return _first(body_of(control), kind)
    for each in [*getattr(control, "controls", []), getattr(control, "content", None)]:
        found = _first(each, kind) if each is not None and not isinstance(each, str) else None
        if found is not None:
            return found
    return None


def _number(value: Any) -> float:
    return float(value or 0)
