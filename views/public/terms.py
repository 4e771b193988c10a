"""Conditions d'utilisation: the version in force, for anybody to read."""

import flet as ft

from app.steps.terms import Terms
from views.design import tokens
from views.design.card import column
from views.design.text import body, heading, section, soft
from views.public.text import TermsText
from views.shell.context import use_program
from views.shell.layout import Layout, screen
from views.shell.resource_view import resource_view
from views.steps.text import AcceptanceText

SKELETON = (120, 120, 120, 120)


@ft.component
def terms() -> ft.Control:
    """Return the page."""
    state = use_program().terms
    return screen(
        TermsText.HEADING,
        column(heading(TermsText.HEADING), soft(TermsText.LEAD)),
        resource_view(state, written, SKELETON),
        layout=Layout.TEXT,
    )


def written(found: Terms) -> ft.Control:
    """Return the whole text, in its sections."""
    sections = (
        column(section(part.title), *(body(text) for text in part.paragraphs), spacing=tokens.SPACE_8)
        for part in found.sections
    )
    return column(
        soft(AcceptanceText.version(found.version, found.published_on)), *sections, spacing=tokens.SPACE_24
    )
