"""A question that is answered by documents."""

from functools import partial

import flet as ft

from app.steps.document_answer import DocumentAnswer, DocumentAnswering
from views.design import tokens
from views.design.button import link
from views.design.card import align_start, column
from views.design.group import group
from views.design.items import items
from views.design.text import body, hint
from views.steps.document import document_sending
from views.steps.document_text import DocumentSendingText, SendingText


@ft.component
def document_answer(
    state: DocumentAnswering,
    answer: DocumentAnswer,
    label: str,
    wrong: str = "",
    *,
    note: str = "",
    again: bool = True,
) -> ft.Control:
    """Return a question under its label, with what is wrong: what was sent, and what sends one document more.

    `note` is what helps to answer; no more documents are taken unless `again`.
    """

    async def begin() -> None:
        state.give_to(answer)
        if any(upload_id not in state.names for upload_id in answer.sent):
            await state.load.see_through()

    ft.use_effect(begin, [answer])
    given = [_given(state, answer, upload_id) for upload_id in answer.sent]
    listed = [items(*given, label=DocumentSendingText.GIVEN)] if given else []
    more = DocumentSendingText.ANOTHER if given else ""
    sending = [document_sending(state.sending, label, again=more, headed=False)] if again else []
    said = hint(note) if note else None
    return group(label, listed, sending, note=said, error=wrong, spacing=tokens.SPACE_12)


def _given(state: DocumentAnswering, answer: DocumentAnswer, upload_id: str) -> ft.Control:
    name = state.names.get(upload_id, DocumentSendingText.ONE)
    remove = link(
        SendingText.REMOVE, partial(answer.remove, upload_id), spoken=f"{SendingText.REMOVE} : {name}"
    )
    return column(body(name), align_start(remove), spacing=tokens.SPACE_4)
