"""Déclaration d'accessibilité, made of the audit."""

import flet as ft

from app.accessibility_reports.paths import ACCESSIBILITY_REPORT
from app.steps.easy_words import EasyWords
from views.design import tokens
from views.design.button import link
from views.design.card import align_start, column
from views.design.items import bullets
from views.design.text import body, heading, section, soft
from views.public.audit import Audit, audit
from views.public.text import AccessibilityText
from views.shell.layout import Layout, go, screen
from views.shell.text import Part
from views.steps.easy_words import easy_page, in_words


def accessibility(words: EasyWords) -> ft.Control:
    """Return the page."""
    return in_words(words, lambda easy, change: _easy(change) if easy else _declaration(change))


def _easy(change: ft.Control) -> ft.Control:
    text = AccessibilityText
    report = align_start(link(text.REPORT, go(ACCESSIBILITY_REPORT)))
    return easy_page(text.HEADING, text.EASY, change, report)


def _declaration(change: ft.Control) -> ft.Control:
    """Return what the law asks for, in the order that it asks for."""
    made, text = audit(), AccessibilityText
    return screen(
        text.HEADING,
        column(heading(text.HEADING), soft(text.LEAD), change),
        _part(text.SCOPE),
        _part(text.state(made)),
        _listed(text.FAILED, _failed(made), text.EXEMPT),
        _listed(text.PAGES, [page.name for page in made.pages]),
        _part(text.TECHNOLOGIES),
        _listed(text.ENVIRONMENTS, [*made.environments, *made.tools]),
        _part(text.PLAN),
        _part(text.CONTACT, align_start(link(text.REPORT, go(ACCESSIBILITY_REPORT)))),
        _part(
            text.REMEDY,
            _outside(text.DEFENDER, text.DEFENDER_ADDRESS),
            _outside(text.DEFENDER_DELEGATES, text.DEFENDER_DELEGATES_ADDRESS),
        ),
        body(text.written(made.date)),
        layout=Layout.TEXT,
    )


def _failed(made: Audit) -> list[str]:
    return [AccessibilityText.failed(criterion.number, criterion.note) for criterion in made.failed] or [
        AccessibilityText.NONE_FAILED
    ]


def _part(part: Part, *more: ft.Control) -> ft.Control:
    return column(
        section(part.heading), *(body(text) for text in part.paragraphs), *more, spacing=tokens.SPACE_8
    )


def _listed(title: str, texts: list[str], *after: str) -> ft.Control:
    return column(
        section(title),
        bullets(texts),
        *(body(text) for text in after),
        spacing=tokens.SPACE_8,
    )


def _outside(label: str, address: str) -> ft.Control:
    return align_start(link(label, _stay, opens=address))


def _stay() -> None:
    """Do nothing: the browser shows the address beside the program."""
