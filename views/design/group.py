"""Fields or choices that belong together, and what is sent together."""

import flet as ft

from semantics import Error, Form, Group, Hint, Legend, mark
from views.design import tokens
from views.design.card import Part, column
from views.design.text import body, hint


def group(
    label: str | ft.Control,
    *controls: Part,
    error: str = "",
    note: ft.Control | None = None,
    spacing: int = tokens.SPACE_4,
) -> ft.Control:
    """Return related fields, or the choices of one, under the name of their group.

    Args:
        label: its name, or what shows it.
        controls: what is in it. A `Semantics` named like it may be among them, for Flutter alone.
        error: what is wrong with them and how to mend it, in words; empty when nothing is.
        note: what helps to fill them in.
        spacing: between the parts, in logical pixels.
    """
    legend = body(label, bold=True) if isinstance(label, str) else label
    wrong = [mark(hint(error, color=tokens.ERROR, bold=True), Error())] if error else []
    said = [mark(note, Hint())] if note is not None else []
    # As at a field: what helps, then what is wrong, beside what mends it.
    return mark(column(mark(legend, Legend()), said, wrong, *controls, spacing=spacing), Group())


def sent_together(*controls: Part, spacing: int = tokens.SPACE_24, kept: bool = False) -> ft.Control:
    """Return the fields of a form with the main button that sends them; `kept` tells whether it is kept as one goes."""
    return mark(column(*controls, spacing=spacing), Form(kept=kept))


def asked_together(path: str, *controls: Part, spacing: int = tokens.SPACE_24) -> ft.Control:
    """Return what is asked of the screen at `path`: a browser without script has it as the query of its address."""
    return mark(column(*controls, spacing=spacing), Form(path=path))
