"""What a person writes: the box, the room that is left, and the files that go with it."""

import flet as ft

from app.messages.writing import MOST_ATTACHMENTS, TEXT_MAX, Words, Writing
from app.steps.document_answer import DocumentAnswering
from views.design import tokens
from views.design.card import column
from views.design.text import hint
from views.messages.text import WritingText
from views.shell.form_view import FormView
from views.steps.document_answer import document_answer

_LINES = 6
_TYPED_MAX = TEXT_MAX + 2000
"""Room to see how much is too much: nothing that is pasted is cut off unseen."""


def writing(form: FormView, state: Writing, files: DocumentAnswering, hint_text: str) -> list[ft.Control]:
    """Return the fields of what is written.

    Args:
        form: the form as it is drawn.
        state: what is written.
        files: those that go with it.
        hint_text: what helps to write it.
    """
    return [
        column(
            form.text(
                state.text,
                sends=False,
                hint_text=hint_text,
                lines=_LINES,
                max_length=_TYPED_MAX,
            ),
            _remaining(state.text),
            spacing=tokens.SPACE_4,
        ),
        document_answer(
            files, state, WritingText.FILES, again=not state.full, note=WritingText.files(MOST_ATTACHMENTS)
        ),
    ]


def _remaining(text: Words) -> list[ft.Control]:
    """Return how much room is left, once it is little."""
    remaining = text.remaining
    if remaining is None:
        return []
    color = tokens.ERROR if remaining < 0 else tokens.SOFT
    said = hint(WritingText.remaining(remaining), color=color, bold=remaining < 0)
    return [ft.Semantics(live_region=True, container=True, content=said)]
