"""Remplir une démarche: the pages of its form, what stands on all of them, and the sending."""

from collections.abc import Callable, Sequence

import flet as ft

from app.core.scope import PersonScope
from app.requests.filling import RequestFilling
from app.requests.paths import REQUESTS, fill_path, request_path
from app.steps.document_answer import DocumentAnswering
from app.steps.questionnaire import RECAP, Filling
from app.steps.questionnaire_entries import DocumentEntry
from views.requests.text import RequestsText
from views.steps.document_answer import document_answer
from views.steps.effect import effect_part
from views.steps.questionnaire import FormPlace, questionnaire


def fill(person: PersonScope, state: RequestFilling, request_id: str, file_id: str | None) -> ft.Control:
    """Return the form of a draft, at the page that the address names."""
    return questionnaire(state, form_place(person, state, request_id, file_id), RequestsText.HEADING)


def form_place(person: PersonScope, state: RequestFilling, request_id: str, file_id: str | None) -> FormPlace:
    """Return where the form of a request stands, and what sends the documents that it asks for."""
    return FormPlace(
        path=lambda page: fill_path(request_id, page),
        later=REQUESTS,
        after=request_path(request_id),
        documents=_documents(person, file_id),
        above=lambda filling, page: _effect(state, filling, page),
    )


def _effect(state: RequestFilling, filling: Filling, page: str) -> Sequence[ft.Control]:
    """Return, above what sends a declaration, what it would change."""
    if page != RECAP or state.effect is None:
        return ()
    return (effect_part(state.effect, filling.answers),)


def _documents(person: PersonScope, file_id: str | None) -> Callable[[DocumentEntry, str, str], ft.Control]:
    def draw(entry: DocumentEntry, label: str, wrong: str) -> ft.Control:
        state = person.state(DocumentAnswering.of, entry.question.name, file_id)
        return document_answer(state, entry, label, wrong)

    return draw
