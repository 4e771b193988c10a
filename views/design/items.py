"""Lists: what is one thing after the other."""

from collections.abc import Iterable

import flet as ft

from semantics import Items, Marker, mark
from views.design import tokens
from views.design.card import column
from views.design.text import body


def items(
    *controls: ft.Control, spacing: int = tokens.SPACE_4, ordered: bool = False, label: str = ""
) -> ft.Column:
    """Return the items of a list, one under the other; one alone is no list.

    Args:
        controls: the items.
        spacing: between two of them, in logical pixels.
        ordered: whether their order says something.
        label: what the list is called, where no heading does it.
    """
    listed = column(*controls, spacing=spacing)
    return mark(listed, Items(ordered=ordered, label=label)) if len(controls) > 1 else listed


def side_by_side_items(*controls: ft.Control, label: str) -> ft.Row:
    """Return the items of a list side by side, as many on a line as have room; `label` is what it is called."""
    listed = ft.Row(wrap=True, spacing=tokens.SPACE_4, run_spacing=tokens.SPACE_4, controls=list(controls))
    return mark(listed, Items(label=label))


def rows(*controls: ft.Control) -> ft.Column:
    """Return a list of rows with a thin line between each two."""
    listed = lined(*controls)
    return mark(listed, Items()) if len(controls) > 1 else listed


def lined(*controls: ft.Control) -> ft.Column:
    """Return rows with a thin line between each two, whatever they are."""
    under = (control if rank == 0 else _under_a_line(control) for rank, control in enumerate(controls))
    return column(*under, spacing=0)


def _under_a_line(control: ft.Control) -> ft.Control:
    return ft.Container(border=ft.Border.only(top=ft.BorderSide(1, tokens.HAIR)), content=control)


def bullets(texts: Iterable[str], *, ordered: bool = False, spacing: int = tokens.SPACE_8) -> ft.Column:
    """Return a list of texts, each after a dot, or after its number where they are `ordered`; one alone is no list."""
    said = list(texts)
    if len(said) == 1:
        return column(body(said[0]))
    listed = [_bullet(f"{number}." if ordered else "•", text) for number, text in enumerate(said, start=1)]
    return mark(column(*listed, spacing=spacing), Items(ordered=ordered, bullets=True))


def _bullet(sign: str, text: str) -> ft.Control:
    words = body(text)
    words.expand = True
    # A figure is said, a dot is not.
    before = body(sign) if sign != "•" else body(sign, spoken="")
    return ft.MergeSemantics(
        content=ft.Row(
            spacing=tokens.SPACE_8,
            vertical_alignment=ft.CrossAxisAlignment.START,
            controls=[mark(before, Marker()), words],
        )
    )
