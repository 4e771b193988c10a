"""Signaler un défaut d'accessibilité: the form that the déclaration leads to, and what became of it."""

import flet as ft

from app.accessibility_reports.report import TEXT_MAX, Report
from app.public.paths import ACCESSIBILITY
from views.accessibility_reports.text import ReportText
from views.design import tokens
from views.design.button import link, primary, row
from views.design.card import align_start, column
from views.design.group import group, sent_together
from views.design.items import rows
from views.design.notice import Tone, notice
from views.design.text import heading, hint, soft
from views.shell.form_view import shown, use_form
from views.shell.layout import Layout, go, screen
from views.shell.text import FieldText, ShellText

_TYPED_MAX = TEXT_MAX + 500
"""Room to see how much is too much: nothing that is pasted is cut off unseen."""
_SHORT_MAX = 500
_LINES = 5


def report(state: Report) -> ft.Control:
    """Return the screen, open to everybody: who cannot sign in is the first to need it."""
    return screen(ReportText.HEADING, _form(state), layout=Layout.FORM)


@ft.component
def _form(state: Report) -> ft.Control:
    ft.use_effect(state.open, [])
    form = use_form(
        state,
        shown(state.text, ReportText.TEXT, ReportText.text),
        shown(state.screen, ReportText.SCREEN, ReportText.short),
        shown(state.tools, ReportText.TOOLS, ReportText.short),
        shown(state.mail, ReportText.MAIL, lambda problem: FieldText.contact(problem, sms=False)),
        shown(state.phone, ReportText.PHONE, lambda problem: FieldText.contact(problem, sms=True)),
    )
    back = align_start(link(ReportText.BACK, go(ACCESSIBILITY)))
    if state.reference is not None:
        return column(
            heading(ReportText.HEADING),
            notice(
                Tone.SUCCESS,
                ReportText.DONE,
                ReportText.done(state.reference, answered=state.answered),
                rows(row(ReportText.ANOTHER, state.begin_another)),
                live=True,
            ),
            back,
            spacing=tokens.SPACE_24,
        )
    return column(
        column(heading(ReportText.HEADING), soft(ReportText.LEAD), spacing=tokens.SPACE_8),
        form.summary(state.submit.error),
        sent_together(
            form.text(state.text, hint_text=ReportText.TEXT_HINT, lines=_LINES, max_length=_TYPED_MAX),
            form.text(state.screen, hint_text=ReportText.SCREEN_HINT, required=False, max_length=_SHORT_MAX),
            form.text(state.tools, hint_text=ReportText.TOOLS_HINT, required=False, max_length=_SHORT_MAX),
            group(
                ReportText.ANSWER,
                form.text(
                    state.mail,
                    required=False,
                    purpose=ft.AutofillHint.EMAIL,
                    keyboard=ft.KeyboardType.EMAIL,
                    max_length=_SHORT_MAX,
                ),
                form.text(
                    state.phone,
                    required=False,
                    purpose=ft.AutofillHint.TELEPHONE_NUMBER,
                    keyboard=ft.KeyboardType.PHONE,
                    max_length=_SHORT_MAX,
                ),
                note=hint(ReportText.ANSWER_MORE),
                spacing=tokens.SPACE_16,
            ),
            soft(ReportText.KEPT),
            primary(ReportText.SUBMIT, state.run, busy=ShellText.WORKING if state.submit.slow else None),
        ),
        back,
        spacing=tokens.SPACE_24,
    )
