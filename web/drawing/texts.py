"""Words, what they are said to be, and signs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import flet as ft
from flet.components.component import Component

from web.drawing import looks
from web.drawing.boxes import place, standing
from web.drawing.element import EMPTY, element
from web.drawing.scene import Part, Wrap
from web.inside import body_of, values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markupsafe import Markup

    from web.drawing.element import Attribute
    from web.drawing.scene import Scene

_ICONS: Final[dict[str, Markup]] = {
    name: element("path", {"d": outline})
    for name, outline in json.loads(
        (Path(__file__).parent / "icons.json").read_text(encoding="utf-8")
    ).items()
}
"""The outline of each icon, in a square of 24."""
_TYPOGRAPHY: Final = str.maketrans({"’": "'", "\u00a0": " ", "\u202f": " "})
SPOKEN: Final = "spoken"
"""The class of what is there for who listens alone."""


def text(control: ft.Text, scene: Scene) -> Markup:
    """Draw words."""
    attributes: dict[str, Attribute] = {}
    words: Markup | str = str(control.value or "")
    if not words:
        return EMPTY
    spoken = control.semantics_label
    if spoken is not None and not scene.silent and not is_same(spoken, words):
        if spoken:
            words = said(spoken) + element("span", {"aria-hidden": "true"}, words)
        else:
            attributes["aria-hidden"] = "true"
    tag = "span" if scene.inline else "p"
    parts = (Part(control, words_look, scene.axis),)
    return scene.drawing.element(scene, tag, parts, attributes, *_lines(words))


def semantics(control: ft.Semantics, scene: Scene) -> Markup:
    """Draw what a thing is said to be."""
    scene = standing(control, scene)
    content: Any = control.content
    if control.live_region:
        return _live(control, scene)
    if control.heading_level:
        return _heading(control, scene)
    if control.exclude_semantics and scene.field is None and scene.choice is None:
        hidden = {"aria-hidden": "true"}
        if control.label and not scene.silent:
            label = element("p", {"class": SPOKEN}, control.label)
            inside = label + scene.alone.with_attributes(hidden).through(content, silent=True)
            return scene.drawing.element(scene, "div", (), {}, inside) if scene.wrap != Wrap() else inside
        return scene.with_attributes({} if scene.silent else hidden).through(content, silent=True)
    if control.image and control.label:
        return scene.with_attributes({"role": "img", "aria-label": control.label}).through(
            content, silent=True
        )
    if control.container and control.label and scene.group is None:
        return scene.with_attributes({"role": "group", "aria-label": control.label}).through(content)
    return scene.through(content)


def merged(control: ft.MergeSemantics, scene: Scene) -> Markup:
    """Draw what is said as one: HTML says it so already."""
    scene = standing(control, scene)
    return scene.through(control.content)


def icon(control: ft.Icon, scene: Scene) -> Markup:
    """Draw a sign; what it means is said by the words beside it."""
    name = str(getattr(control.icon, "name", "")).lower()
    outline = _ICONS.get(name)
    if outline is None:
        scene.drawing.miss(f"the icon {name!r} has no outline")
        return EMPTY
    attributes: dict[str, Attribute] = {"class": "icon", "viewBox": "0 0 24 24", "aria-hidden": "true"}
    parts = (Part(control, _icon_look, scene.axis),)
    return scene.drawing.element(scene, "svg", parts, attributes, outline, kept=True)


def said(words: str) -> Markup:
    """Return words for who listens alone."""
    return element("span", {"class": SPOKEN}, words)


def is_same(spoken: str, shown: str) -> bool:
    """Tell whether what is said differs from what is shown by its typography alone."""
    return spoken.translate(_TYPOGRAPHY) == shown.translate(_TYPOGRAPHY)


_ENDS: Final = ".!?…:;,"
"""What ends a line, or goes on to the next."""


def words_of(control: Any) -> Iterator[str]:
    """Give what is said of a control, from first to last."""
    if isinstance(control, list):
        for each in control:
            yield from words_of(each)
        return
    if isinstance(control, Component):
        yield from words_of(body_of(control))
        return
    if control is None or isinstance(control, str) or not control.visible:
        return
    if isinstance(control, ft.Text):
        yield control.semantics_label if control.semantics_label is not None else str(control.value or "")
        return
    if isinstance(control, ft.Semantics) and control.label:
        yield control.label
    if isinstance(control, ft.Semantics) and control.exclude_semantics:
        return
    for name in ("controls", "content"):
        held = getattr(control, name, None)
        if held is not None:
            yield from words_of(held)


def words_look(control: Any, axis: str) -> dict[str, str]:
    """Return the looks of words."""
    found, given = place(control, axis), values_of(control)
    if (style := given.get("style")) is not None:
        found |= looks.text(style)
    if (size := given.get("size")) is not None:
        found["font-size"] = looks.rem(size)
    if (ink := given.get("color")) is not None:
        found["color"] = looks.color(ink)
    return found


def _heading(control: ft.Semantics, scene: Scene) -> Markup:
    level = control.heading_level
    # The main heading can have the focus: it is where a reader of a new screen begins.
    told = {"tabindex": -1} if level == 1 else {}
    return scene.drawing.tagged(
        scene,
        f"h{level}",
        told,
        lambda within: within.through(control.content, inline=True),
    )


def _live(control: ft.Semantics, scene: Scene) -> Markup:
    """Draw what is said when it appears or changes: the page has one place for all that is said so."""
    shown = () if control.exclude_semantics else words_of(control.content)
    parts = filter(None, [control.label, *shown])
    said = _together(parts) if isinstance(control.content, ft.Column) else " ".join(parts)
    words = "" if scene.summary else said
    level = control.heading_level
    label = element("p", {"class": SPOKEN}, control.label) if control.label else EMPTY
    if level and isinstance(control.content, ft.Column):
        inside = scene.alone.through(control.content, titled=f"h{level}")
        return scene.drawing.element(scene, "div", (), {}, label, inside, own=control, live=words)
    inline = scene.inline or bool(level)
    if control.exclude_semantics:
        hidden = scene.alone.with_attributes({"aria-hidden": "true"})
        inside = label + hidden.through(control.content, silent=True, inline=inline)
    else:
        inside = label + scene.draw(control.content, inline=inline)
    tag = f"h{level}" if level else "span" if scene.inline else "div"
    return scene.drawing.element(scene, tag, (), {}, inside, own=control, live=words)


def _icon_look(control: Any, axis: str) -> dict[str, str]:
    size = looks.px(control.size or 24)
    found = {"width": size, "height": size, **place(control, axis)}
    if control.color is not None:
        found["fill"] = looks.color(control.color)
    return found


def _together(lines: Iterable[str]) -> str:
    """Return lines as they are said one after the other: each ends, as for who sees them."""
    return " ".join(line if line[-1] in _ENDS else f"{line}." for line in lines)


def _lines(words: Markup | str) -> tuple[Markup | str, ...]:
    """Return words with a line of its own for each line in them."""
    lines = words.split("\n")
    if len(lines) == 1:
        return (words,)
    broken: list[Markup | str] = []
    for each in lines:
        broken += [element("br", {}), each] if broken else [each]
    return tuple(broken)
