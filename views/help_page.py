"""Aide."""

import flet as ft

from views.reading import reading
from views.strings import HelpText


@ft.component
def help_page() -> ft.View:
    """Return the page."""
    return reading(HelpText.HEADING, HelpText.LEAD, HelpText.PARTS)
