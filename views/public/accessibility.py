"""Déclaration d'accessibilité."""

import flet as ft

from views.shell.reading import reading
from views.strings import AccessibilityText


@ft.component
def accessibility() -> ft.Control:
    """Return the page."""
    return reading(AccessibilityText.HEADING, AccessibilityText.LEAD, AccessibilityText.PARTS)
