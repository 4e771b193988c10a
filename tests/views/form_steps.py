"""A screen with a form of its own, whatever it asks: no feature is needed to show one."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import flet as ft

from app.steps.questionnaire import Filling
from app.steps.questionnaire_keeping import PAUSE_S
from tests.support.drawn import Drawn
from tests.support.kept_draft import TODAY, KeptDraft
from tests.views.flutter import Flutter
from views.design.text import body
from views.shell.context import Current, Program
from views.shell.layout import shell
from views.steps.questionnaire import FormPlace, questionnaire

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.steps.questionnaire_entries import DocumentEntry

PATH = "/formulaire"
LATER, AFTER = "/aide", "/a-propos"


def form_path(page: str) -> str:
    return f"{PATH}?page={page}"


def _documents(entry: DocumentEntry, label: str, error: str) -> ft.Control:
    return ft.Column(controls=[body(label), *([body(error)] if error else []), body(str(len(entry.sent)))])


PLACE = FormPlace(path=form_path, later=LATER, after=AFTER, documents=_documents)


def filling_of(kept: KeptDraft, *, pause_s: float = PAUSE_S) -> Filling:
    return Filling(kept, place=PATH, observe=lambda _: None, today=lambda: TODAY, pause_s=pause_s)


@ft.component
def _program(program: Program, filling: Callable[[], Filling]) -> ft.Control:
    # A function: a state among the arguments would have the routes made anew at each of its changes.
    @ft.component
    def drawn() -> ft.Control:
        return questionnaire(filling(), PLACE, "Un formulaire")

    @ft.component
    def elsewhere() -> ft.Control:
        return body("Ailleurs")

    routes = [
        ft.Route(
            component=shell,
            outlet=True,
            children=[
                ft.Route(path=PATH, component=drawn),
                ft.Route(path=LATER, component=elsewhere),
                ft.Route(path=AFTER, component=elsewhere),
            ],
        )
    ]
    keyed: Callable[..., ft.Control] = ft.Router
    shown: ft.Control = Current(program, lambda: keyed(routes, manage_views=True))
    return shown


@contextmanager
def form_window(
    program: Program, kept: KeptDraft, page: str = "", *, html: bool = False, filling: Filling | None = None
) -> Iterator[Flutter]:
    """Open a window on a form, drawn as HTML too; it must not have crashed."""
    program = replace(program, window=None) if html else program
    route = form_path(page) if page else PATH
    filled = filling or filling_of(kept)
    window = Flutter(route, _program, program, lambda: filled)
    window.html = Drawn()
    try:
        yield window
    finally:
        window.close()
    assert window.crashes == []
