"""Boxes, and how they are laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import flet as ft

from semantics import Varies, marked
from web.drawing import looks
from web.drawing.element import EMPTY, element
from web.drawing.scene import Part
from web.inside import values_of
from web.text import SKIP

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

    from web.drawing.element import Attributes
    from web.drawing.scene import Scene

    Describe = Callable[[Any, str], dict[str, str]]

MAIN: Final = "main"
"""The id of the main part of a screen, which the link past the bars leads to."""

_CLIPPED: Final = {
    ft.ClipBehavior.ANTI_ALIAS,
    ft.ClipBehavior.HARD_EDGE,
    ft.ClipBehavior.ANTI_ALIAS_WITH_SAVE_LAYER,
}


_PLACES: Final = frozenset({"expand", "height", "margin", "width"})
_SIDES: Final = ("left", "top", "right", "bottom")


def share(control: Any, axis: str) -> dict[str, str]:
    """Return how a control stands among those around it."""
    expand = values_of(control).get("expand")
    found: dict[str, str] = {}
    if expand:
        part = 1 if expand is True else int(expand)
        if axis == "row":
            found["flex"] = f"{part} 1 0"
        elif axis == "column":
            found["flex"] = f"{part} 0 auto"
    if axis == "grid":
        found["grid-column"] = f"span {control.col}"
    return found


def place(control: Any, axis: str) -> dict[str, str]:
    """Return how a control stands among those around it, and its size."""
    given = values_of(control)
    if axis not in {"grid", "stack"} and _PLACES.isdisjoint(given):
        return {}
    found: dict[str, str] = {}
    width, height = given.get("width"), given.get("height")
    if width is not None:
        # What has a height too is a picture.
        found["width"] = looks.rem(width) if height is None else looks.px(width)
        found["max-width"] = "100%"
    if height is not None:
        found["height"] = looks.px(height)
    if (margin := given.get("margin")) is not None:
        found["margin"] = looks.sides(margin)
    if axis == "stack":
        sides = {name: looks.px(given[name]) for name in _SIDES if given.get(name) is not None}
        if sides:
            found |= {"position": "absolute", **sides}
    return found | share(control, axis)


def standing(control: Any, scene: Scene) -> Scene:
    """Return the scene of what a control holds that has no element: how it stands is said of that of what it holds."""
    says = control.expand or scene.axis == "grid" or marked(control, Varies) is not None
    return scene.with_part(control, share) if says else scene


def container(control: ft.Container, scene: Scene) -> Markup:
    """Draw a box around something; where that is laid out by itself, both are one element."""
    content: Any = control.content
    if _is_one_with(control, content):
        return scene.with_part(control, _box).through(content, axis="")
    # What it holds is as wide as it is, unless it has its place in it.
    inside = scene.draw(content, axis="box" if control.alignment is None else "")
    if not inside and not _is_seen(control):
        return EMPTY
    return box(control, scene, _box, inside)


def column(control: ft.Column, scene: Scene) -> Markup:
    """Draw things one under the other."""
    inside = scene.all(control.controls, axis="column")
    return box(control, scene, _column, inside) if inside else EMPTY


def row(control: ft.Row, scene: Scene) -> Markup:
    """Draw things side by side."""
    inside = scene.all(control.controls, axis="row")
    return box(control, scene, _row, inside) if inside else EMPTY


def grid(control: ft.ResponsiveRow, scene: Scene) -> Markup:
    """Draw things in columns of equal width, each over as many as it asks for."""
    inside = scene.all(control.controls, axis="grid")
    return box(control, scene, _grid, inside) if inside else EMPTY


def stack(control: ft.Stack, scene: Scene) -> Markup:
    """Draw things one over the other."""
    return box(control, scene, _stack, scene.all(control.controls, axis="stack"))


def safe_area(control: ft.SafeArea, scene: Scene) -> Markup:
    """Draw what keeps clear of the edges of a phone: pages do so by themselves."""
    return standing(control, scene).through(control.content, axis="")


def view(control: ft.View, scene: Scene) -> Markup:
    """Draw a screen."""
    inside = scene.all(control.controls, axis="column")
    return scene.drawing.element(
        scene,
        "div",
        (Part(control, _view, ""),),
        {"class": "view"},
        element("a", {"class": "skip", "href": f"#{MAIN}"}, SKIP),
        inside,
        scene.draw(control.navigation_bar, axis="column"),
        kept=True,
        own=control,
    )


def divider(control: ft.Divider, scene: Scene) -> Markup:
    """Draw a line."""
    return scene.drawing.element(scene, "hr", (Part(control, _divider, scene.axis),), {}, kept=True)


def box(
    control: Any, scene: Scene, describe: Describe, inside: Markup, attributes: Attributes | None = None
) -> Markup:
    """Draw a box, of which nothing is said but how it looks."""
    parts = (Part(control, describe, scene.axis),)
    if scene.inline:
        return scene.drawing.element(scene, "span", (_AS_BLOCK, *parts), attributes or {}, inside)
    return scene.drawing.element(scene, "div", parts, attributes or {}, inside)


def _is_one_with(control: ft.Container, content: Any) -> bool:
    """Tell whether a box and what it holds can be one element: neither says what the other says."""
    if type(content) not in {ft.Column, ft.Row, ft.ResponsiveRow} or control.alignment is not None:
        return False
    if not content.visible or not content.controls:
        return False
    varies = marked(content, Varies)
    if varies is not None and "visible" in varies.base:
        return False
    return content.width is None and content.height is None and content.margin is None


def _is_seen(control: ft.Container) -> bool:
    """Tell whether a box shows anything by itself."""
    return control.bgcolor is not None or bool(control.border) or bool(control.shadow)


def _box(control: Any, axis: str) -> dict[str, str]:
    found, given = place(control, axis), values_of(control)
    if padding := given.get("padding"):
        found["padding"] = looks.sides(padding)
    if (paper := given.get("bgcolor")) is not None:
        found["background"] = looks.color(paper)
    if (radius := given.get("border_radius")) is not None:
        found["border-radius"] = looks.radius(radius)
    if (shadow := given.get("shadow")) is not None:
        found["box-shadow"] = looks.shadow(shadow)
    if (border := given.get("border")) is not None:
        found |= looks.border(border)
    if (alignment := given.get("alignment")) is not None:
        found |= looks.alignment(alignment)
    if given.get("clip_behavior") in _CLIPPED:
        found["overflow"] = "hidden"
    return found


def _column(control: Any, axis: str) -> dict[str, str]:
    found = {"display": "flex", "flex-direction": "column", **place(control, axis)}
    if across := looks.align(control.horizontal_alignment):
        found["align-items"] = across
    if along := looks.justify(control.alignment):
        found["justify-content"] = along
    if control.spacing:
        found["gap"] = looks.px(control.spacing)
    return found


def _row(control: Any, axis: str) -> dict[str, str]:
    found = {"display": "flex", **place(control, axis)}
    if across := looks.align(control.vertical_alignment):
        found["align-items"] = across
    if along := looks.justify(control.alignment):
        found["justify-content"] = along
    if axis == "press" and not control.tight:
        found["flex"] = "1"
    if control.wrap:
        found["flex-wrap"] = "wrap"
    between = looks.px(control.spacing)
    under = looks.px(control.run_spacing) if control.wrap else between
    if between != "0" or under != "0":
        found["gap"] = between if under == between else f"{under} {between}"
    return found


def _grid(control: Any, axis: str) -> dict[str, str]:
    found = {
        "display": "grid",
        "grid-template-columns": f"repeat({control.columns},minmax(0,1fr))",
        **place(control, axis),
    }
    if across := looks.align(control.vertical_alignment):
        found["align-items"] = across
    if control.spacing or control.run_spacing:
        found["gap"] = f"{looks.px(control.run_spacing)} {looks.px(control.spacing)}"
    return found


def _stack(control: Any, axis: str) -> dict[str, str]:
    return {"position": "relative", **place(control, axis)}


def _view(control: Any, axis: str) -> dict[str, str]:
    return {"background": looks.color(control.bgcolor)} if control.bgcolor is not None else {}


def _divider(control: Any, axis: str) -> dict[str, str]:
    found = {"border-top": f"{looks.px(control.thickness or 1)} solid {looks.color(control.color)}"}
    return found | share(control, axis)


def _block(control: Any, axis: str) -> dict[str, str]:
    return {"display": "block"}


_AS_BLOCK: Final = Part(None, _block, "")
