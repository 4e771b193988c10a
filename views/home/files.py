"""Mes dossiers: every file that the person stands in."""

import flet as ft

from app.core import routes
from app.core.account import Account, FileSummary
from views.design import tokens
from views.design.button import Press, link, secondary
from views.design.card import align_start, card, column
from views.design.items import items
from views.design.notice import Tone, notice
from views.design.text import body, heading, hint, section, soft
from views.home.text import FilesText, HomeText
from views.shell.doors import closed_to_unproved, no_file
from views.shell.layout import Layout, go, screen
from views.shell.navigation import navigate
from views.shell.text import ShellText


def files(account: Account) -> ft.Control:
    """Return the list of files, one of them chosen."""

    def choose(file: FileSummary) -> Press:
        def press(event: ft.Event[ft.Control]) -> None:
            account.choose(file.file_id)
            navigate(event.page, routes.HOME)

        return press

    cards = [
        _card(
            file,
            choose(file),
            account.me.civility,
            chosen=account.file is not None and file.file_id == account.file.file_id,
        )
        for file in account.me.files
    ]
    shut = closed_to_unproved(account)
    empty = [shut] if shut is not None else [no_file()]
    return screen(
        FilesText.HEADING,
        column(
            align_start(link(ShellText.BACK_HOME, go(routes.HOME))),
            heading(FilesText.HEADING),
            [soft(FilesText.LEAD)] if len(cards) > 1 else [],
            spacing=tokens.SPACE_8,
        ),
        items(*(cards or empty), spacing=tokens.SPACE_16),
        layout=Layout.TEXT,
    )


def _card(file: FileSummary, choose: Press, civility: str | None, *, chosen: bool) -> ft.Control:
    lines: list[ft.Control] = [
        body(HomeText.role(file.role, authorised=file.authorised, civility=civility)),
        hint(FilesText.responsable(file.responsable_name)),
    ]
    if file.spouse_authorised is not None:
        lines.append(hint(HomeText.spouse(file.spouse_name, authorised=file.spouse_authorised)))
    if file.closed_on is not None:
        lines.append(hint(FilesText.closed_on(file.closed_on)))
    end = (
        notice(Tone.INFORMATION, FilesText.CHOSEN)
        if chosen
        else align_start(secondary(FilesText.CHOOSE, choose, spoken=FilesText.choose(file.number)))
    )
    return card(section(HomeText.file(file.number)), *lines, end)
