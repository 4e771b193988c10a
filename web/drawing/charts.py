"""Charts: a picture of bars for who sees them, and the same figures as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from web.drawing.element import element, joined

if TYPE_CHECKING:
    from markupsafe import Markup

    from semantics import Chart
    from web.drawing.element import Attribute
    from web.drawing.scene import Scene

_HEIGHT: Final = 88
_BAR: Final = 40
_GAP: Final = 8
_LEAST: Final = 2
_RADIUS: Final = 8


def chart(mark: Chart, scene: Scene) -> Markup:
    """Draw bars, the last one strong."""
    last = len(mark.bars) - 1
    bars = joined(
        [
            _bar(rank, max(_LEAST, round(_HEIGHT * bar.height)), strong=rank == last)
            for rank, bar in enumerate(mark.bars)
        ]
    )
    width = len(mark.bars) * (_BAR + _GAP) - _GAP
    picture: dict[str, Attribute] = {
        "class": "bars",
        "viewBox": f"0 0 {width} {_HEIGHT}",
        "preserveAspectRatio": "none",
        "aria-hidden": "true",
    }
    return scene.drawing.element(
        scene, "div", (), {"class": "chart"}, element("svg", picture, bars), _table(mark)
    )


def _bar(rank: int, height: int, *, strong: bool) -> Markup:
    top, radius, left = _HEIGHT - height, min(_RADIUS, height), rank * (_BAR + _GAP)
    outline = (
        f"M{left} {_HEIGHT}V{top + radius}q0-{radius} {radius}-{radius}h{_BAR - 2 * radius}"
        f"q{radius} 0 {radius} {radius}V{_HEIGHT}z"
    )
    return element("path", {"d": outline, "class": "strong" if strong else None})


def _table(mark: Chart) -> Markup:
    head = joined([element("th", {"scope": "col"}, each) for each in mark.column_labels])
    rows = joined(
        [
            element("tr", {}, element("th", {"scope": "row"}, bar.label), element("td", {}, bar.figure))
            for bar in mark.bars
        ]
    )
    inside = (
        element("caption", {}, mark.label)
        + element("thead", {}, element("tr", {}, head))
        + element("tbody", {}, rows)
    )
    return element("div", {"class": "spoken"}, element("table", {}, inside))
