"""Écrire à ma Caf: what it is about, in the person's words, with files."""

import flet as ft

from app.messages.paths import MESSAGES, thread_path
from app.messages.writing import NewMessage
from app.steps.document_answer import DocumentAnswering
from views.design import tokens
from views.design.button import link, primary
from views.design.card import align_start, column
from views.design.choice import choice
from views.design.group import sent_together
from views.design.text import heading, soft
from views.messages.text import ThreadText, WritingText
from views.messages.writing import writing
from views.shell.form_view import shown, use_form
from views.shell.layout import Layout, go, screen
from views.shell.navigation import navigate
from views.shell.text import ShellText


def write(state: NewMessage, files: DocumentAnswering, subject: str) -> ft.Control:
    """Return the screen; `subject` is the code of one that is chosen already, where it is one of ours."""
    title = column(
        align_start(link(ThreadText.BACK, go(MESSAGES))),
        heading(WritingText.HEADING),
        soft(WritingText.LEAD),
        spacing=tokens.SPACE_8,
    )
    return screen(WritingText.HEADING, title, _form(state, files, subject), layout=Layout.FORM)


@ft.component
def _form(state: NewMessage, files: DocumentAnswering, subject: str) -> ft.Control:
    page = ft.context.page
    form = use_form(
        state,
        shown(state.subject, WritingText.SUBJECT, lambda _: WritingText.NO_SUBJECT),
        shown(state.text, WritingText.TEXT, WritingText.text),
    )

    def begin() -> None:
        state.take_carried()
        if subject in WritingText.SUBJECTS and state.subject.value is None:
            state.choose(subject)

    ft.use_effect(begin, [subject])

    async def choose(value: str) -> None:
        state.choose(value)

    async def send() -> None:
        await state.run()
        if state.done and state.thread is not None:
            navigate(page, thread_path(state.thread.thread_id))

    return column(
        form.summary(state.submit.error),
        sent_together(
            choice(
                WritingText.SUBJECT,
                dict(WritingText.SUBJECTS),
                state.subject.value or "",
                choose,
                error=form.words(state.subject),
                ref=form.ref(state.subject),
            ),
            *writing(form, state, files, WritingText.TEXT_HINT),
            soft(WritingText.PROMISE),
            primary(WritingText.SEND, send, busy=ShellText.WORKING if state.submit.slow else None),
        ),
    )
