"""Données personnelles."""

import flet as ft

from views.shell.reading import reading
from views.strings import PersonalDataText


@ft.component
def personal_data() -> ft.Control:
    """Return the page."""
    return reading(PersonalDataText.HEADING, PersonalDataText.LEAD, PersonalDataText.PARTS)
