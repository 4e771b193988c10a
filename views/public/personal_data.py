"""Données personnelles."""

import flet as ft

from views.public.text import PersonalDataText
from views.shell.reading import reading


@ft.component
def personal_data() -> ft.Control:
    """Return the page."""
    return reading(PersonalDataText.HEADING, PersonalDataText.LEAD, PersonalDataText.PARTS)
