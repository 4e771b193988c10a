"""Facts: names, and the value of each."""

import flet as ft

from semantics import Detail, Details, Term, mark
from views.design import tokens
from views.design.card import column
from views.design.text import body, hint


def details(*facts: ft.Control, spacing: int = tokens.SPACE_8) -> ft.Column:
    """Return facts one under the other, `spacing` logical pixels apart."""
    return mark(column(*facts, spacing=spacing), Details())


def fact(name: str, value: str, *, spoken: str | None = None) -> ft.Control:
    """Return a value under its name, said together; `spoken` is what is said of a value that reads badly."""
    return _together(hint(name), body(value, spoken=spoken))


def noted(name: str, note: str) -> ft.Control:
    """Return a name over what is noted of it, in small, said together."""
    return _together(body(name), hint(note))


def settled(name: str, value: str, note: str) -> ft.Control:
    """Return a value that a form holds and nobody can change, named as its field would be, and said with the note."""
    said = column(
        mark(body(name, bold=True), Term()),
        mark(body(value), Detail()),
        mark(hint(note), Detail()),
        spacing=tokens.SPACE_4,
    )
    return details(ft.MergeSemantics(content=said))


def _together(name: ft.Control, value: ft.Control) -> ft.Control:
    return ft.MergeSemantics(content=column(mark(name, Term()), mark(value, Detail()), spacing=0))
