"""The screen of FranceConnect that has a heading, a sentence, and what can be done."""

import flet as ft

from views.design import tokens
from views.design.card import Part, column
from views.design.text import heading, soft
from views.shell.layout import Layout, screen


def plain(title: str, lead: str, *controls: Part) -> ft.Control:
    """Return the screen."""
    return screen(
        title,
        column(
            column(heading(title), soft(lead), spacing=tokens.SPACE_8), *controls, spacing=tokens.SPACE_24
        ),
        layout=Layout.FORM,
    )
