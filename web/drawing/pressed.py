"""What can be pressed: a place is a link, an act is a button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import flet as ft

from semantics import Anchor, Brings, Copies, Current, Option, Picks, Place, Shows, Subscribes, Toggle, marked
from web.drawing import looks
from web.drawing.boxes import place, standing
from web.drawing.element import EMPTY, element, joined
from web.drawing.scene import Part
from web.drawing.texts import is_same, words_look
from web.text import SEND_FILE
from web.tree import within

if TYPE_CHECKING:
    from markupsafe import Markup

    from web.drawing.element import Attribute
    from web.drawing.rules import Conditions
    from web.drawing.scene import Scene

PRESSED: Final = {
    ft.FilledButton: "press filled",
    ft.OutlinedButton: "press outlined",
    ft.TextButton: "press plain",
}
"""The classes of what can be pressed; how they look is the theme's."""

SHOWN: Final = "/-/shown/"
"""Where files are that a browser shows beside the page."""

ACTS: Final = "acts"
"""The id of the form of what can be pressed and stands in no other: without script it is what a press sends."""


def pressed(control: Any, scene: Scene) -> Markup:
    """Draw what can be pressed."""
    id_ = scene.drawing.id_of(control)
    attributes: dict[str, Attribute] = {"class": PRESSED[type(control)]}
    where = marked(control, Place)
    anchor = marked(control, Anchor)
    target: Any = anchor.target() if anchor is not None else None
    if where is not None:
        tag = "a"
        attributes |= {"href": where.path, "aria-current": "page" if where.current else None}
    elif (shows := marked(control, Shows)) is not None:
        tag = "a"
        attributes |= {"href": SHOWN + quote(shows.path), "target": "_blank", "rel": "noopener"}
    elif target is not None:
        tag = "a"
        # Of several choices, the first takes the focus.
        radios = (each for each in within(target) if isinstance(each, ft.Radio))
        at = next(radios, target) if isinstance(target, ft.RadioGroup) else target
        attributes["href"] = f"#{scene.drawing.id_of(at)}"
    else:
        tag = "button"
        attributes |= {
            "type": "submit",
            "name": None if scene.asks else "press",
            "value": id_,
            "form": None if scene.form else ACTS,
            "data-brings": not scene.form and marked(control, Brings) is not None,
            "disabled": bool(control.disabled),
            "autofocus": bool(control.autofocus),
        }
        attributes |= _more(control)
    if marked(control, Option) is not None:
        attributes |= {"role": "option", "aria-selected": "false"}
    current = marked(control, Current)
    if current is not None:
        attributes["aria-current"] = current.among
    content: Any = control.content
    # An item of a list is as wide as the list, and what it holds as wide as it is.
    axis = "box" if scene.wrap.tag and scene.axis == "column" else scene.axis
    parts: tuple[Part, ...] = (Part(control, _pressed, axis, _pressed_states),)
    if isinstance(content, str):
        inside: Markup | str = content
    elif _is_plain(content):
        parts, inside = (Part(content, words_look, ""), *parts), str(content.value)
    else:
        inside = scene.draw(content, inline=True, axis="press")
    if marked(control, Picks) is not None:
        return _picking(control, scene, parts, attributes, inside)
    return scene.drawing.element(scene, tag, parts, attributes, inside, kept=True, own=control)


def _picking(
    control: Any, scene: Scene, parts: tuple[Part, ...], pressed: dict[str, Attribute], inside: Markup | str
) -> Markup:
    """Draw what chooses a file: the field of one, in a label that looks like a button.

    Without script a button beside it sends what was chosen.
    """
    picks = marked(control, Picks)
    id_ = scene.drawing.id_of(control)
    form = pressed["form"]
    chosen: dict[str, Attribute] = {
        "type": "file",
        "class": "file",
        "name": scene.drawing.name_of(id_, "fichier"),
        "accept": (picks.accept if picks else "") or None,
        "multiple": bool(picks and picks.several),
        "form": form,
    }
    field = scene.drawing.element(scene.alone, "input", (), chosen, kept=True, own=control)
    # As an item of a list, both are in it.
    within = scene.alone if scene.wrap.tag else scene
    label = scene.drawing.element(
        within, "label", parts, {"class": pressed["class"]}, inside, field, kept=True
    )
    sends: dict[str, Attribute] = {
        "class": "press plain",
        "type": "submit",
        "name": "press",
        "value": id_,
        "form": form,
        "formenctype": "multipart/form-data",
    }
    both = label + element("noscript", {}, element("button", sends, SEND_FILE))
    return scene.drawing.element(scene, scene.wrap.tag, (), {}, both) if scene.wrap.tag else both


def _more(control: Any) -> dict[str, Attribute]:
    """Return what else a press does in the browser itself."""
    more: dict[str, Attribute] = {}
    copies = marked(control, Copies)
    if copies is not None:
        more["data-copies"] = copies.text
    subscribes = marked(control, Subscribes)
    if subscribes is not None:
        more["data-subscribes"] = subscribes.key
    toggle = marked(control, Toggle)
    if toggle is not None:
        more["aria-pressed"] = "true" if toggle.on else "false"
    if isinstance(control.action, ft.OpenUrl):
        beside = control.action.target == ft.UrlTarget.BLANK
        more |= {"data-opens": str(control.action.url), "data-beside": beside}
    return more


def gesture(control: ft.GestureDetector, scene: Scene) -> Markup:
    """Draw the words of a choice, which are pressed for it: in a label that is so by itself."""
    if scene.choice is None:
        scene.drawing.miss("a GestureDetector that is not part of a choice has no drawing")
    return standing(control, scene).through(control.content)


def navigation_bar(control: ft.NavigationBar, scene: Scene) -> Markup:
    """Draw the places of a program at the foot of a small window."""
    places = joined([_destination(each, scene) for each in control.destinations])
    parts = (Part(control, _bar, ""),)
    items = element("ul", {}, places)
    return scene.drawing.element(scene, "nav", parts, {"class": "bar"}, items)


def _destination(control: ft.NavigationBarDestination, scene: Scene) -> Markup:
    where = marked(control, Place)
    if where is None:
        scene.drawing.miss("a NavigationBarDestination that is no place has no drawing")
        return EMPTY
    note = element("b", {"class": "note"}, where.note) if where.note else EMPTY
    sign = element("span", {"class": "sign"}, scene.draw(control.icon, inline=True, axis=""), note)
    attributes: dict[str, Attribute] = {
        "href": where.path,
        "aria-current": "page" if where.current else None,
        "aria-label": where.spoken or None,
    }
    link = scene.drawing.element(
        scene.alone, "a", (), attributes, sign, control.label or "", kept=True, own=control
    )
    return element("li", {}, link)


def _is_plain(content: Any) -> bool:
    """Tell whether words can be those of a button itself."""
    if type(content) is not ft.Text or content.data or content.margin is not None or content.expand:
        return False
    spoken = content.semantics_label
    return content.visible and (spoken is None or is_same(spoken, str(content.value)))


def _pressed(control: Any, axis: str) -> dict[str, str]:
    found = place(control, axis)
    if axis == "box":
        found["width"] = "100%"  # which a button is not by itself
    if control.style is not None:
        found |= looks.button(control.style)
    return found


def _pressed_states(control: Any) -> Conditions:
    return looks.button_states(control.style) if control.style is not None else {}


def _bar(control: Any, axis: str) -> dict[str, str]:
    found: dict[str, str] = {}
    if control.bgcolor is not None:
        found["background"] = looks.color(control.bgcolor)
    if control.indicator_color is not None:
        found["--indicator"] = looks.color(control.indicator_color)
    return found
