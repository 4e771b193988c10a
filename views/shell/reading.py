"""Pages that are read: a heading, a lead, and parts."""

from collections.abc import Sequence

import flet as ft

from views.design import tokens
from views.design.card import column
from views.design.text import body, heading, section, soft
from views.shell.layout import Layout, screen
from views.shell.text import Part


def reading(title: str, lead: str, parts: Sequence[Part], *head: ft.Control) -> ft.Control:
    """Return a page of text; `head` is what stands under its lead besides."""
    return screen(title, *text_of(title, lead, parts, *head), layout=Layout.TEXT)


def text_of(title: str, lead: str, parts: Sequence[Part], *head: ft.Control) -> list[ft.Control]:
    """Return what such a page says."""
    said = [
        column(section(part.heading), *(body(text) for text in part.paragraphs), spacing=tokens.SPACE_8)
        for part in parts
    ]
    return [column(heading(title), soft(lead), *head), *said]
