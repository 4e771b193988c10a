"""Mes données: a copy of everything, and the way to close the account."""

from collections.abc import Awaitable, Callable
from functools import partial

import flet as ft

from app.core import routes
from app.core.account import Account
from app.core.command import Command
from app.core.session import Session
from app.settings.exports import Form, MyData
from views.design import tokens
from views.design.button import link, primary, row, secondary
from views.design.card import card, rows, stack, start
from views.design.notice import Tone, notice
from views.design.progress import progress
from views.design.text import body, heading, section, soft
from views.settings.closing import closing_notice
from views.settings.text import ManageText, MyDataText
from views.shell.form_view import fault_summary
from views.shell.layout import Layout, go, screen


def my_data(_: Session, account: Account) -> ft.Control:
    """Return the screen."""
    state = account.manage.data
    return screen(
        MyDataText.HEADING,
        stack(heading(MyDataText.HEADING), soft(MyDataText.LEAD)),
        closing_notice(account),
        _copy(state, state.prepare, state.download),
        card(
            section(MyDataText.CLOSE),
            body(MyDataText.CLOSE_MORE),
            rows(row(MyDataText.CLOSE, go(routes.CLOSING))),
        ),
        start(link(ManageText.BACK, go(routes.MANAGE))),
        layout=Layout.TEXT,
    )


@ft.component
def _copy(state: MyData, prepare: Command, download: Command) -> ft.Control:
    picker: ft.FilePicker = ft.use_memo(ft.FilePicker, [])
    web = ft.context.page.web

    async def save(form: Form) -> None:
        content = await state.fetch(form)
        if content is None:
            return
        try:
            path = await picker.save_file(file_name=MyDataText.FILES[form], src_bytes=content)
        except (RuntimeError, TimeoutError, OSError):
            state.tell_saved(form, kept=False)
            return
        # A browser keeps the file by itself, and tells no path; elsewhere none means that the person gave up.
        if web or path is not None:
            state.tell_saved(form, kept=True)

    return card(
        section(MyDataText.DOWNLOAD),
        body(MyDataText.DOWNLOAD_MORE),
        _told(state, prepare, download),
        _ways(state, prepare, save),
        spacing=tokens.SPACE_16,
    )


def _told(state: MyData, prepare: Command, download: Command) -> list[ft.Control]:
    """How the copy goes."""
    if state.failed:
        return [notice(Tone.ERROR, MyDataText.FAILED, MyDataText.FAILED_MORE, live=True)]
    if prepare.running:
        percent = state.export.progress if state.export is not None else 0
        return [progress(MyDataText.progress(percent), percent)]
    lines = fault_summary([], prepare.error or download.error)
    if state.unsaved:
        lines.append(notice(Tone.ERROR, MyDataText.UNSAVED, MyDataText.UNSAVED_MORE, live=True))
    elif state.saved is not None:
        lines.append(notice(Tone.SUCCESS, MyDataText.SAVED, MyDataText.FILES[state.saved], live=True))
    elif state.ready and not lines:
        lines.append(notice(Tone.SUCCESS, MyDataText.READY, live=True))
    return lines


def _ways(state: MyData, prepare: Command, save: Callable[[Form], Awaitable[None]]) -> list[ft.Control]:
    if prepare.running:
        # It takes the place of the button that was pressed, and so its focus.
        return [start(secondary(MyDataText.CANCEL, state.cancel, autofocus=True))]
    if state.ready:
        return [
            rows(
                row(MyDataText.PDF, partial(save, "document.pdf")),
                row(MyDataText.JSON, partial(save, "data.json")),
            ),
            start(secondary(MyDataText.PREPARE_AGAIN, state.prepare.run)),
        ]
    again = state.failed or prepare.error is not None
    return [start(primary(MyDataText.PREPARE_AGAIN if again else MyDataText.PREPARE, state.prepare.run))]
