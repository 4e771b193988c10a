"""Contester une décision: why, in the person's words."""

import flet as ft

from app.requests.appeal import TEXT_MAX, AppealForm
from app.requests.paths import request_path
from app.requests.request import FollowedRequest, Request
from app.steps.document_answer import DocumentAnswering
from views.design import tokens
from views.design.button import link, primary, row
from views.design.card import align_start, card, column
from views.design.group import sent_together
from views.design.items import rows
from views.design.notice import Tone, notice
from views.design.text import body, heading, hint, section, soft
from views.requests.text import AppealText, RequestText
from views.shell.form_view import shown, use_form
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view
from views.shell.text import ShellText
from views.steps.document_answer import document_answer

_SKELETON = (120, 240)
_LINES = 6
_TYPED_MAX = TEXT_MAX + 500
"""Room to see how much is too much."""


def appeal(
    state: FollowedRequest, form: AppealForm, documents: DocumentAnswering, request_id: str
) -> ft.Control:
    """Return the appeal against the decision on a request."""
    title = column(
        align_start(link(AppealText.FOLLOW, go(request_path(request_id)))),
        heading(AppealText.HEADING),
        soft(AppealText.LEAD),
        spacing=tokens.SPACE_8,
    )
    return screen(
        AppealText.HEADING,
        title,
        resource_view(state, lambda found: _form(form, documents, found), _SKELETON),
        layout=Layout.FORM,
    )


@ft.component
def _form(state: AppealForm, documents: DocumentAnswering, found: Request) -> ft.Control:
    form = use_form(
        state,
        shown(state.text, AppealText.TEXT, AppealText.text),
        shown(state.documents, AppealText.DOCUMENTS, AppealText.documents),
    )
    follow = rows(row(AppealText.FOLLOW, go(request_path(found.request_id))))
    if state.sent and found.state == "appealed":
        expected = RequestText.expected(found.state, found.due_on)
        return notice(Tone.SUCCESS, AppealText.DONE, expected, follow, live=True)
    decision = found.decision
    if "appeal" not in found.can or decision is None or decision.appeal_until is None:
        return notice(Tone.INFORMATION, AppealText.CLOSED, "", follow)
    return column(
        card(
            section(AppealText.DECISION),
            body(found.title, bold=True),
            [body(decision.reason)] if decision.reason else [],
            hint(RequestText.appeal_until(decision.appeal_until)),
        ),
        form.summary(state.submit.error),
        sent_together(
            form.text(
                state.text,
                sends=False,
                hint_text=AppealText.TEXT_HINT,
                lines=_LINES,
                max_length=_TYPED_MAX,
            ),
            document_answer(documents, state.documents, AppealText.DOCUMENTS, form.words(state.documents)),
            primary(AppealText.SUBMIT, state.run, busy=ShellText.WORKING if state.submit.slow else None),
        ),
    )
