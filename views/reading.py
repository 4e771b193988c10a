"""Pages that are read: a heading, a lead, and parts."""

from collections.abc import Sequence

import flet as ft

from views.design import tokens
from views.design.card import stack
from views.design.text import body, heading, section, soft
from views.shell import Layout, screen
from views.strings import Part


def reading(title: str, lead: str, parts: Sequence[Part]) -> ft.View:
    """Return a page of text."""
    return screen(
        title,
        stack(heading(title), soft(lead)),
        *(
            stack(section(part.heading), *(body(text) for text in part.paragraphs), spacing=tokens.SPACE_8)
            for part in parts
        ),
        layout=Layout.TEXT,
    )
