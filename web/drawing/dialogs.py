"""What stands over a page, and what is under way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import flet as ft

from web.drawing import looks
from web.drawing.boxes import place
from web.drawing.element import EMPTY
from web.drawing.scene import Part

if TYPE_CHECKING:
    from markupsafe import Markup

    from web.drawing.element import Attribute
    from web.drawing.scene import Scene


def dialog(control: ft.AlertDialog, scene: Scene) -> Markup:
    """Draw a question over the page, open: a script that shows it over all closes it first."""
    if not control.open:
        return EMPTY
    attributes: dict[str, Attribute] = {
        "class": "dialog",
        "open": True,
        "aria-modal": "true",
        "aria-label": control.semantics_label,
    }
    inside = scene.all([control.title, control.content], axis="column")
    parts = (Part(control, _dialog, ""),)
    return scene.drawing.element(scene, "dialog", parts, attributes, inside, kept=True, own=control)


def progress_bar(control: ft.ProgressBar, scene: Scene) -> Markup:
    """Draw how far something is."""
    attributes: dict[str, Attribute] = {
        "max": 1,
        "value": f"{control.value:g}" if control.value is not None else None,
        "aria-label": control.semantics_label,
    }
    parts = (Part(control, _progress, scene.axis),)
    return scene.drawing.element(scene, "progress", parts, attributes, kept=True)


def _dialog(control: Any, axis: str) -> dict[str, str]:
    found: dict[str, str] = {}
    if control.bgcolor is not None:
        found["background"] = looks.color(control.bgcolor)
    if isinstance(control.shape, ft.RoundedRectangleBorder):
        found["border-radius"] = looks.radius(control.shape.radius)
    return found


def _progress(control: Any, axis: str) -> dict[str, str]:
    found = place(control, axis)
    if control.color is not None:
        found["color"] = looks.color(control.color)
    return found
