"""Pictures, whose content the program holds: they are part of the page."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any, Final

from web.drawing import looks
from web.drawing.boxes import place
from web.drawing.scene import Part

if TYPE_CHECKING:
    import flet as ft
    from markupsafe import Markup

    from web.drawing.element import Attribute
    from web.drawing.scene import Scene

_FITS: Final = {"contain": "contain", "cover": "cover", "fill": "fill"}


def picture(control: ft.Image, scene: Scene) -> Markup:
    """Draw a JPEG."""
    if not isinstance(control.src, bytes):
        scene.drawing.miss("an Image that the program does not hold has no drawing")
        return scene.drawing.element(scene, "img", (), {"alt": ""})
    attributes: dict[str, Attribute] = {
        "src": f"data:image/jpeg;base64,{b64encode(control.src).decode()}",
        "alt": control.semantics_label or "",
    }
    return scene.drawing.element(scene, "img", (Part(control, _picture, scene.axis),), attributes, kept=True)


def _picture(control: Any, axis: str) -> dict[str, str]:
    found = place(control, axis)
    if control.fit is not None:
        found["object-fit"] = _FITS[control.fit.value]
    if control.border_radius is not None:
        found["border-radius"] = looks.radius(control.border_radius)
    return found
