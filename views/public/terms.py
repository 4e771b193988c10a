"""Conditions d'utilisation: the version in force, for anybody to read."""

import flet as ft

from app.steps.easy_words import EasyWords
from app.steps.terms import Terms, TermsInForce
from views.design.card import column
from views.design.text import body, heading, soft
from views.public.text import TermsText
from views.shell.layout import Layout, screen
from views.shell.resource_view import resource_view
from views.shell.text import Part
from views.steps.easy_words import easy_parts, in_words
from views.steps.terms import TERMS_SKELETON, written_terms


def terms(state: TermsInForce, words: EasyWords) -> ft.Control:
    """Return the page."""
    return in_words(words, lambda easy, change: _page(state, change, easy=easy))


def _page(state: TermsInForce, change: ft.Control, *, easy: bool) -> ft.Control:
    return screen(
        TermsText.HEADING,
        column(heading(TermsText.HEADING), soft(TermsText.EASY_LEAD if easy else TermsText.LEAD), change),
        resource_view(state, _in_easy_words if easy else written_terms, TERMS_SKELETON),
        layout=Layout.TEXT,
    )


def _in_easy_words(found: Terms) -> ft.Control:
    """Return them in easy words, as far as the server has them so."""
    if not found.easy:
        return column(body(TermsText.EASY_MISSING), written_terms(found))
    return column(*easy_parts([Part(each.title, each.paragraphs) for each in found.easy]))
