"""Lists: what is one thing after the other."""

import flet as ft

from semantics import Items, mark
from views.design import tokens
from views.design.card import Part, column


def items(
    *controls: Part, spacing: int = tokens.SPACE_4, ordered: bool = False, label: str = ""
) -> ft.Column:
    """Return the items of a list, one under the other.

    Args:
        controls: the items.
        spacing: between two of them, in logical pixels.
        ordered: whether their order says something.
        label: what the list is called, where no heading does it.
    """
    return mark(column(*controls, spacing=spacing), Items(ordered=ordered, label=label))
