"""The table of what a person in a browser waits for, and of what it costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

COLUMNS = {
    "html": "Mon Compte",
    "flutter": "its Flutter page before",
    "flet": "stock Flet",
    "nicegui": "NiceGUI",
}


@dataclass(frozen=True)
class Row:
    """One figure.

    Attributes:
        name: of the figure, with its unit.
        goal: that it is to come to.
        values: by the name of the column.
    """

    name: str
    goal: str
    values: Mapping[str, float]

    def __str__(self) -> str:
        """Return it as a row of Markdown."""
        html, *others = (number(self.values.get(column)) for column in COLUMNS)
        return f"| {' | '.join((self.name, html, self.goal, *others))} |"


def heading() -> str:
    """Return the two lines that head the table."""
    html, *others = COLUMNS.values()
    return f"| figure | {html} | goal | {' | '.join(others)} |\n|---|--:|---|--:|--:|--:|"


def number(value: float | None) -> str:
    """Return a number with three figures, or nothing."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"
