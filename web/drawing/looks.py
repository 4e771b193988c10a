"""Flet's measures, colours and boxes in the words of CSS."""

from __future__ import annotations

from typing import Any

import flet as ft

_JUSTIFY = {
    ft.MainAxisAlignment.START: "flex-start",
    ft.MainAxisAlignment.END: "flex-end",
    ft.MainAxisAlignment.CENTER: "center",
    ft.MainAxisAlignment.SPACE_BETWEEN: "space-between",
    ft.MainAxisAlignment.SPACE_AROUND: "space-around",
    ft.MainAxisAlignment.SPACE_EVENLY: "space-evenly",
}
_ALIGN = {
    ft.CrossAxisAlignment.START: "flex-start",
    ft.CrossAxisAlignment.END: "flex-end",
    ft.CrossAxisAlignment.CENTER: "center",
    ft.CrossAxisAlignment.STRETCH: "stretch",
    ft.CrossAxisAlignment.BASELINE: "baseline",
}


def rem(pixels: float) -> str:
    """Return a length that grows with the size of text; 16 logical pixels are 1rem."""
    return "0" if not pixels else f"{pixels / 16:g}rem"


def color(value: Any) -> str:
    """Return a colour: a role of the theme by its name."""
    name = value.value if isinstance(value, ft.Colors) else str(value)
    if name.startswith("#"):
        return name
    return "transparent" if name == "transparent" else f"var(--{name})"


def sides(value: Any) -> str:
    """Return a padding or a margin."""
    if isinstance(value, int | float):
        return rem(value)
    return " ".join(rem(each) for each in (value.top, value.right, value.bottom, value.left))


def radius(value: Any) -> str:
    """Return the radius of corners."""
    if isinstance(value, int | float):
        return rem(value)
    return " ".join(
        rem(each) for each in (value.top_left, value.top_right, value.bottom_right, value.bottom_left)
    )


def shadow(value: Any) -> str:
    """Return a shadow."""
    shadows = value if isinstance(value, list) else [value]
    return ", ".join(
        f"{rem(each.offset.x if each.offset else 0)} {rem(each.offset.y if each.offset else 0)} "
        f"{rem(each.blur_radius or 0)} {rem(each.spread_radius or 0)} {color(each.color)}"
        for each in shadows
    )


def border(value: Any) -> dict[str, str]:
    """Return the lines around a box."""
    lines = {}
    for side in ("top", "right", "bottom", "left"):
        line = getattr(value, side, None)
        if line is not None and line.width:
            lines[f"border-{side}"] = f"{rem(line.width)} solid {color(line.color)}"
    return lines


def justify(value: ft.MainAxisAlignment) -> str:
    """Return how things share a line."""
    return _JUSTIFY[value]


def align(value: ft.CrossAxisAlignment) -> str:
    """Return how things stand across a line."""
    return _ALIGN[value]


def alignment(value: ft.Alignment) -> dict[str, str]:
    """Return where something stands in its box."""
    return {"display": "flex", "justify-content": _place(value.x), "align-items": _place(value.y)}


def _place(along: float) -> str:
    return "flex-start" if along < 0 else "flex-end" if along > 0 else "center"
