"""Déclarer un changement: what can be declared, and what is closed, with why."""

import flet as ft

from app.benefits.paths import BENEFITS
from app.requests.paths import REQUESTS, start_path
from app.requests.requests import Openings, RequestOpening
from views.design import tokens
from views.design.button import link, row
from views.design.card import align_start, card, column
from views.design.items import lined, rows
from views.design.text import body, heading, section, soft
from views.requests.text import ChangesText, RequestsText, StartText
from views.shell.doors import closed
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view

_SKELETON = (400,)
_NO_FILE = "no_file"


def changes(state: Openings) -> ft.Control:
    """Return what can be declared for the chosen file."""
    title = column(
        align_start(link(StartText.BACK_TO_REQUESTS, go(REQUESTS))),
        heading(ChangesText.HEADING),
        soft(ChangesText.LEAD),
        spacing=tokens.SPACE_8,
    )
    return screen(ChangesText.HEADING, title, resource_view(state, _listed, _SKELETON), layout=Layout.TEXT)


def _listed(found: tuple[RequestOpening, ...]) -> ft.Control:
    listed = [each for each in found if each.kind == "change"]
    if all(each.reason == _NO_FILE for each in listed):
        return card(body(ChangesText.NO_FILE), rows(row(RequestsText.ASK, go(BENEFITS))))
    opened = [_open(each) for each in listed if each.open]
    shut = [_shut(each) for each in listed if not each.open]
    return column(
        [card(section(ChangesText.OPEN), rows(*opened))] if opened else [],
        [card(section(ChangesText.CLOSED), lined(*shut))] if shut else [],
    )


def _open(opening: RequestOpening) -> ft.Control:
    note = ChangesText.BEGUN if opening.draft_id is not None else ChangesText.minutes(opening.minutes)
    return row(opening.title, go(start_path(opening.questionnaire)), note=note)


def _shut(opening: RequestOpening) -> ft.Control:
    return ft.Container(
        padding=ft.Padding.symmetric(vertical=tokens.SPACE_12),
        content=ft.MergeSemantics(
            content=column(body(opening.title, bold=True), closed(opening.reason), spacing=0)
        ),
    )
