"""Conditions d'utilisation."""

import flet as ft

from views.reading import reading
from views.strings import TermsText


@ft.component
def terms() -> ft.View:
    """Return the page."""
    return reading(TermsText.HEADING, TermsText.LEAD, TermsText.PARTS)
