"""Mes attestations et mes relevés: what can be asked for, and what was made."""

from functools import partial

import flet as ft

from app.core.account import Account
from app.core.routes import HOME
from app.documents.documents import DocumentForm, Documents, Paper
from app.documents.paths import VERIFICATION
from views.design import tokens
from views.design.button import link, primary, row, saves_file, secondary
from views.design.card import align_start, card, column
from views.design.choice import choice
from views.design.group import sent_together
from views.design.items import rows
from views.design.notice import Tone, notice
from views.design.text import body, heading, hint, section, soft
from views.documents.text import KINDS, DocumentsText
from views.shell.doors import closed_to_unproved, no_file
from views.shell.form_view import FormView, shown, use_form
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view
from views.shell.text import ShellText
from views.steps.paper import Saving, paper_news, use_saving

_SKELETON = (320, 160)
_MONTH_MAX = 40


def documents(account: Account, form: DocumentForm | None, papers: Documents | None) -> ft.Control:
    """Return the screen of the chosen file."""
    shut = closed_to_unproved(account)
    if shut is not None:
        content: ft.Control = shut
    elif form is None or papers is None:
        content = no_file()
    else:
        content = resource_view(papers, lambda value: _both(form, value, papers.away), _SKELETON)
    return screen(
        DocumentsText.HEADING,
        column(
            align_start(link(ShellText.BACK_HOME, go(HOME))),
            heading(DocumentsText.HEADING),
            soft(DocumentsText.LEAD),
            spacing=tokens.SPACE_8,
        ),
        content,
        align_start(link(DocumentsText.CHECK, go(VERIFICATION))),
        layout=Layout.TEXT,
    )


@ft.component
def _both(form: DocumentForm, papers: tuple[Paper, ...], away: frozenset[str]) -> ft.Control:
    """Return what is asked for, over what was made: one paper is fetched at a time; none of those that are away."""
    saving = use_saving(form.request)
    view = use_form(
        form,
        shown(form.kind, DocumentsText.KIND, lambda _: DocumentsText.KIND),
        shown(form.since, DocumentsText.SINCE, DocumentsText.month),
        shown(form.until, DocumentsText.UNTIL, DocumentsText.month),
    )
    return column(_asked(form, view, saving), _made(form, papers, away, saving))


def _asked(form: DocumentForm, view: FormView, saving: Saving) -> ft.Control:
    months = (
        [
            view.text(form.since, hint_text=DocumentsText.MONTH_HINT, max_length=_MONTH_MAX),
            view.text(form.until, max_length=_MONTH_MAX),
        ]
        if form.has_months
        else []
    )
    news = paper_news(form.request, saving)
    if form.request.ready and not news and form.request.paper is not None:
        news = [
            notice(Tone.SUCCESS, DocumentsText.READY, live=True),
            rows(_download(form, form.request.paper, saving, DocumentsText.DOWNLOAD)),
            *(align_start(each) for each in saving.ways(form.request.paper, "")),
        ]
    return card(
        section(DocumentsText.ASK),
        view.summary(None) if view.faulty else [],
        sent_together(
            choice(
                DocumentsText.KIND,
                dict(KINDS),
                form.kind.value or "",
                form.choose,
                legend=body(DocumentsText.KIND, bold=True),
                immediate=True,
            ),
            months,
            primary(DocumentsText.SUBMIT, form.run, busy=ShellText.WORKING if form.submit.slow else None),
        ),
        news,
        spacing=tokens.SPACE_16,
    )


def _made(form: DocumentForm, papers: tuple[Paper, ...], away: frozenset[str], saving: Saving) -> ft.Control:
    lines = [_line(form, paper, saving, away=paper.document_id in away) for paper in papers]
    return card(
        section(DocumentsText.MADE),
        soft(DocumentsText.MADE_MORE) if lines else body(DocumentsText.NONE),
        rows(*lines),
    )


def _line(form: DocumentForm, paper: Paper, saving: Saving, *, away: bool) -> ft.Control:
    name = DocumentsText.name(paper.kind, paper.since, paper.until)
    if paper.state == "ready" and away:
        return column(body(name, bold=True), hint(DocumentsText.AWAY), spacing=tokens.SPACE_8)
    if paper.state == "ready":
        note = [DocumentsText.made_on(paper.made_at)] if paper.made_at is not None else []
        spoken = ", ".join((name, *note))
        return column(
            _download(form, paper, saving, name, DocumentsText.download(spoken)),
            *map(hint, note),
            *(align_start(each) for each in saving.ways(paper, spoken)),
            spacing=0,
        )
    state = {"cancelled": DocumentsText.CANCELLED, "failed": DocumentsText.FAILED}.get(
        paper.state, DocumentsText.UNDER_WAY
    )
    retry = secondary(
        DocumentsText.AGAIN, partial(form.again, paper), spoken=f"{DocumentsText.AGAIN} : {name}"
    )
    again = [] if paper.under_way else [align_start(retry)]
    return column(body(name, bold=True), hint(state), *again, spacing=tokens.SPACE_8)


def _download(
    form: DocumentForm, paper: Paper, saving: Saving, label: str, spoken: str | None = None
) -> ft.Control:
    """Return the row that brings a paper; `spoken` says which where its label does not."""

    async def press() -> None:
        await saving.save(await form.request.fetch(paper))

    return saves_file(row(label, press, spoken=spoken), paper.file_name)
