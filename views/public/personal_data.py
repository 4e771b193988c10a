"""Données personnelles."""

import flet as ft

from app.steps.easy_words import EasyWords
from views.public.text import PersonalDataText
from views.shell.reading import reading
from views.steps.easy_words import easy_page, in_words


def personal_data(words: EasyWords) -> ft.Control:
    """Return the page."""
    text = PersonalDataText
    return in_words(
        words,
        lambda easy, change: (
            easy_page(text.HEADING, text.EASY, change)
            if easy
            else reading(text.HEADING, text.LEAD, text.PARTS, change)
        ),
    )
