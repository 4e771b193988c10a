"""Conditions d'utilisation, wherever they are read."""

import flet as ft

from app.steps.terms import Terms
from views.design import tokens
from views.design.card import column
from views.design.text import body, section, soft
from views.steps.text import AcceptanceText

TERMS_SKELETON = (120, 120, 120, 120)


def written_terms(found: Terms) -> ft.Control:
    """Return the whole text, in its sections."""
    sections = (
        column(section(part.title), *(body(text) for text in part.paragraphs), spacing=tokens.SPACE_8)
        for part in found.sections
    )
    return column(
        soft(AcceptanceText.version(found.version, found.published_on)), *sections, spacing=tokens.SPACE_24
    )
