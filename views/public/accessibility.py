"""Déclaration d'accessibilité."""

import flet as ft

from views.public.text import AccessibilityText
from views.shell.reading import reading


@ft.component
def accessibility() -> ft.Control:
    """Return the page."""
    return reading(AccessibilityText.HEADING, AccessibilityText.LEAD, AccessibilityText.PARTS)
