"""Mes données: a copy of everything, and the way to close the account."""

from collections.abc import Awaitable, Callable
from functools import partial

import flet as ft

from app.core.account import Account
from app.settings.closing import Closing
from app.settings.exports import DataExport, Form
from app.settings.paths import CLOSING, SETTINGS
from views.design import tokens
from views.design.button import link, primary, row, saves_file, secondary
from views.design.card import align_start, card, column
from views.design.items import rows
from views.design.notice import Tone, notice
from views.design.progress import progress
from views.design.text import body, heading, section, soft
from views.settings.text import ExportsText
from views.shell.form_view import failure_notice
from views.shell.layout import Layout, go, screen
from views.shell.text import ShellText
from views.steps.closing_notice import closing_notice


def exports(account: Account, state: DataExport, closing: Closing) -> ft.Control:
    """Return the screen."""
    return screen(
        ExportsText.HEADING,
        column(heading(ExportsText.HEADING), soft(ExportsText.LEAD)),
        closing_notice(account, closing),
        _copy(state),
        card(
            section(ExportsText.CLOSE),
            body(ExportsText.CLOSE_MORE),
            rows(row(ExportsText.CLOSE, go(CLOSING))),
        ),
        align_start(link(ShellText.BACK_TO_SETTINGS, go(SETTINGS))),
        layout=Layout.TEXT,
    )


@ft.component
def _copy(state: DataExport) -> ft.Control:
    picker: ft.FilePicker = ft.use_memo(ft.FilePicker, [])
    web = ft.context.page.web

    async def save(form: Form) -> None:
        content = await state.fetch(form)
        if content is None:
            return
        try:
            path = await picker.save_file(file_name=ExportsText.FILES[form], src_bytes=content)
        except (RuntimeError, TimeoutError, OSError):
            state.tell_saved(form, kept=False)
            return
        # A browser saves the file itself and gives no path; elsewhere no path means that the person gave up.
        if web or path is not None:
            state.tell_saved(form, kept=True)

    return card(
        section(ExportsText.DOWNLOAD),
        body(ExportsText.DOWNLOAD_MORE),
        _progress(state),
        _actions(state, save),
        spacing=tokens.SPACE_16,
    )


def _progress(state: DataExport) -> list[ft.Control]:
    """Return how far the copy is, or why it failed."""
    if state.failed:
        return [notice(Tone.ERROR, ExportsText.FAILED, ExportsText.FAILED_MORE, live=True)]
    if state.prepare.running:
        percent = state.export.progress if state.export is not None else 0
        return [progress(ExportsText.progress(percent), percent)]
    lines = failure_notice(state.prepare.error or state.download.error)
    if state.unsaved:
        lines.append(notice(Tone.ERROR, ExportsText.UNSAVED, ExportsText.UNSAVED_MORE, live=True))
    elif state.saved is not None:
        lines.append(notice(Tone.SUCCESS, ExportsText.SAVED, ExportsText.FILES[state.saved], live=True))
    elif state.ready and not lines:
        lines.append(notice(Tone.SUCCESS, ExportsText.READY, live=True))
    return lines


def _actions(state: DataExport, save: Callable[[Form], Awaitable[None]]) -> list[ft.Control]:
    if state.prepare.running:
        # It replaces the button that was pressed, and takes its focus.
        return [align_start(secondary(ExportsText.CANCEL, state.cancel, autofocus=True))]
    if state.ready:
        return [
            rows(
                _file(ExportsText.PDF, "document.pdf", save),
                _file(ExportsText.JSON, "data.json", save),
            ),
            align_start(secondary(ExportsText.PREPARE_AGAIN, state.prepare.run)),
        ]
    again = state.failed or state.prepare.error is not None
    return [
        align_start(primary(ExportsText.PREPARE_AGAIN if again else ExportsText.PREPARE, state.prepare.run))
    ]


def _file(label: str, form: Form, save: Callable[[Form], Awaitable[None]]) -> ft.Control:
    return saves_file(row(label, partial(save, form)), ExportsText.FILES[form])
