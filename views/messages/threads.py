"""Courriers: what the fund and the person wrote to each other, unread first."""

from datetime import datetime
from typing import Final

import flet as ft

from app.messages.paths import Box, box_path, thread_path
from app.messages.threads import Threads, ThreadSummary
from app.messages.unread import UnreadMessages
from views.design.button import entry, secondary
from views.design.card import align_start, card, column
from views.design.items import rows
from views.design.segments import segments
from views.design.text import body, heading, soft
from views.messages.text import MessagesText
from views.shell.form_view import failure_notice
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view
from views.shell.text import ShellText

_SKELETON = (72, 72, 72, 72)
_SHOWN: Final[tuple[Box, ...]] = ("all", "unread", "archived")


def threads(state: Threads, unread: UnreadMessages) -> ft.Control:
    """Return the threads of a box."""
    return screen(
        MessagesText.HEADING,
        heading(MessagesText.HEADING),
        _boxes(state, unread),
        resource_view(state, lambda found: _listed(state, found), _SKELETON),
        layout=Layout.TEXT,
    )


@ft.component
def _boxes(state: Threads, unread: UnreadMessages) -> ft.Control:
    names = (MessagesText.ALL, MessagesText.unread(unread.count), MessagesText.ARCHIVED)
    places = [(name, go(box_path(box))) for name, box in zip(names, _SHOWN, strict=True)]
    return segments(MessagesText.BOXES, places, _SHOWN.index(state.box))


@ft.component
def _listed(state: Threads, found: tuple[ThreadSummary, ...]) -> ft.Control:
    if not found:
        box = state.box
        return card(body(MessagesText.NONE[box], bold=True), soft(MessagesText.NONE_MORE[box]))
    more = [] if state.ended else [_more(state)]
    newest = max(each.at for each in found)
    return column(card(rows(*(_entry(each, newest) for each in found))), more)


def _entry(thread: ThreadSummary, newest: datetime) -> ft.Control:
    return entry(
        thread.subject,
        thread.preview,
        MessagesText.at(thread.at, newest),
        go(thread_path(thread.thread_id)),
        sign=MessagesText.UNREAD if thread.unread else "",
    )


def _more(state: Threads) -> ft.Control:
    busy = ShellText.WORKING if state.more.slow else None
    press = align_start(secondary(MessagesText.MORE, state.more.run, busy=busy))
    return column(*failure_notice(state.more.error), press)
