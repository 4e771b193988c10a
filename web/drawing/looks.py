"""Flet's measures, colours and boxes in the words of CSS."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import flet as ft

from web.inside import values_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_JUSTIFY: Final = {
    ft.MainAxisAlignment.START: "",
    ft.MainAxisAlignment.END: "flex-end",
    ft.MainAxisAlignment.CENTER: "center",
    ft.MainAxisAlignment.SPACE_BETWEEN: "space-between",
    ft.MainAxisAlignment.SPACE_AROUND: "space-around",
    ft.MainAxisAlignment.SPACE_EVENLY: "space-evenly",
}
_ALIGN: Final = {
    ft.CrossAxisAlignment.START: "flex-start",
    ft.CrossAxisAlignment.END: "flex-end",
    ft.CrossAxisAlignment.CENTER: "center",
    ft.CrossAxisAlignment.STRETCH: "",
    ft.CrossAxisAlignment.BASELINE: "baseline",
}
_ROOT: Final = 16
"""Logical pixels of one rem."""
_ROOMY: Final = 400
"""The width of a window, in logical pixels, from which on the spaces beside words are whole."""
_SPARED: Final = 12
"""The logical pixels below which such a space stays as it is."""


def rem(pixels: float | None) -> str:
    """Return a length that grows with the size of text, as that of what holds text; 16 logical pixels are 1rem."""
    return f"{pixels / _ROOT:.4g}rem" if pixels else "0"


def px(pixels: float | None) -> str:
    """Return a length that stays as it is: where text is twice as large, there is no room for twice the space."""
    return f"{pixels:g}px" if pixels else "0"


def color(value: Any) -> str:
    """Return a colour: a role of the theme by its name."""
    name = value.value if isinstance(value, ft.Colors) else str(value)
    if name.startswith("#"):
        return name.lower()
    return name if name == "transparent" else f"var(--{name})"


def sides(value: Any, *, less: float = 0) -> str:
    """Return a padding or a margin, less that much on each side."""
    if isinstance(value, int | float):
        value = ft.Padding.all(value)
    top, bottom = (px(max(0, each - less)) for each in (value.top, value.bottom))
    right, left = (_beside(max(0, each - less)) for each in (value.right, value.left))
    if left != right:
        return f"{top} {right} {bottom} {left}"
    if top != bottom:
        return f"{top} {right} {bottom}"
    return f"{top} {right}" if top != right else top


def _beside(pixels: float) -> str:
    """Return the space left or right of what is said: where the window is small the words need it more."""
    if pixels < _SPARED:
        return px(pixels)
    return f"min({px(pixels)},{100 * pixels / _ROOMY:.4g}vw)"


def radius(value: Any) -> str:
    """Return the radius of corners."""
    if isinstance(value, int | float):
        return px(value)
    corners = [px(each) for each in (value.top_left, value.top_right, value.bottom_right, value.bottom_left)]
    return corners[0] if len(set(corners)) == 1 else " ".join(corners)


def shadow(value: Any) -> str:
    """Return a shadow; one that is spread alone is a line around a box."""
    shadows = value if isinstance(value, list) else [value]
    return ",".join(
        f"{px(each.offset.x if each.offset else 0)} {px(each.offset.y if each.offset else 0)} "
        f"{px(each.blur_radius)} {px(each.spread_radius)} {color(each.color)}"
        for each in shadows
    )


def side(value: Any) -> str:
    """Return one line of a border."""
    return f"{px(value.width)} solid {color(value.color)}"


def border(value: Any) -> dict[str, str]:
    """Return the lines around a box."""
    lines = {}
    for name in ("top", "right", "bottom", "left"):
        each = getattr(value, name)
        if each is not None and each.width:
            lines[f"border-{name}"] = side(each)
    return {"border": lines["border-top"]} if len(lines) == 4 and len(set(lines.values())) == 1 else lines  # noqa: PLR2004


def justify(value: ft.MainAxisAlignment) -> str:
    """Return how things share a line; empty where that is how they do anyway."""
    return _JUSTIFY[value]


def align(value: ft.CrossAxisAlignment) -> str:
    """Return how things stand across a line; empty where that is how they do anyway."""
    return _ALIGN[value]


def alignment(value: ft.Alignment) -> dict[str, str]:
    """Return where something stands in its box."""
    return {"display": "flex", "justify-content": _place(value.x), "align-items": _place(value.y)}


def text(style: ft.TextStyle) -> Mapping[str, str]:
    """Return the looks of words."""
    return _text(tuple(values_of(style).items()))


@lru_cache(maxsize=256)
def _text(given: tuple[tuple[str, Any], ...]) -> Mapping[str, str]:
    style, found = dict(given), {}
    if size := style.get("size"):
        found["font-size"] = rem(size)
    if isinstance(weight := style.get("weight"), ft.FontWeight):
        found["font-weight"] = weight.value.removeprefix("w")
    if height := style.get("height"):
        found["line-height"] = f"{height:g}"
    if spacing := style.get("letter_spacing"):
        found["letter-spacing"] = rem(spacing)
    if style.get("decoration") == ft.TextDecoration.UNDERLINE:
        found["text-decoration"] = "underline"
    if (ink := style.get("color")) is not None:
        found["color"] = color(ink)
    return found


def _place(along: float) -> str:
    return "flex-start" if along < 0 else "flex-end" if along > 0 else "center"


_PAINT: Final = frozenset({"background", "border", "color"})

STATES: Final = {
    ft.ControlState.HOVERED: ":hover",
    ft.ControlState.PRESSED: ":active",
    ft.ControlState.DISABLED: ":disabled",
}
"""What has the focus has a ring of the page's own, the same for all."""


def button(style: ft.ButtonStyle, state: ft.ControlState = ft.ControlState.DEFAULT) -> dict[str, str]:
    """Return the looks of a button in a state."""
    found: dict[str, str] = {}
    if (ink := in_state(style.color, state)) is not None:
        found["color"] = color(ink)
    if (paper := in_state(style.bgcolor, state)) is not None:
        found["background"] = color(paper)
    frame = in_state(style.side, state)
    if frame is not None:
        found["border"] = side(frame)
    if (room := in_state(style.padding, state)) is not None:
        # Flutter draws the frame over the padding.
        found["padding"] = sides(room, less=frame.width if frame is not None else 0)
    shape = in_state(style.shape, state)
    if isinstance(shape, ft.RoundedRectangleBorder) and shape.radius is not None:
        found["border-radius"] = radius(shape.radius)
    at = style.alignment
    if at is not None:
        found["justify-content"] = _place(at.x)
        found["text-align"] = "start" if at.x < 0 else "end" if at.x > 0 else "center"
    return found


def button_states(style: ft.ButtonStyle) -> dict[str, dict[str, str]]:
    """Return how a button looks in each of its states: its colours in any case, for those of the theme change too."""
    resting = button(style)
    states = {selector: button(style, state) for state, selector in STATES.items()}
    return {
        selector: {
            name: value for name, value in declared.items() if name in _PAINT or resting[name] != value
        }
        for selector, declared in states.items()
    }


def in_state(value: Any, state: ft.ControlState) -> Any:
    """Return what a property is in a state."""
    return value.get(state, value.get(ft.ControlState.DEFAULT)) if isinstance(value, dict) else value
