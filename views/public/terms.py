"""Conditions d'utilisation: the version in force, for anybody to read."""

import flet as ft

from app.steps.terms import TermsInForce
from views.design.card import column
from views.design.text import heading, soft
from views.public.text import TermsText
from views.shell.layout import Layout, screen
from views.shell.resource_view import resource_view
from views.steps.terms import TERMS_SKELETON, written_terms


def terms(state: TermsInForce) -> ft.Control:
    """Return the page."""
    return screen(
        TermsText.HEADING,
        column(heading(TermsText.HEADING), soft(TermsText.LEAD)),
        resource_view(state, written_terms, TERMS_SKELETON),
        layout=Layout.TEXT,
    )
