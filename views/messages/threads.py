"""Courriers: what the fund and the person wrote to each other, unread first."""

from datetime import datetime
from typing import Final

import flet as ft

from app.messages.paths import WRITE, Box, box_path, thread_path
from app.messages.threads import WORDS_MAX, Search, Threads, ThreadSummary
from app.messages.unread import UnreadMessages
from app.notifications.paths import NOTIFICATIONS
from app.steps.notification_offer import NotificationOffer
from views.design import tokens
from views.design.button import entry, link, secondary, sends
from views.design.card import align_start, card, column
from views.design.group import sent_together
from views.design.items import rows
from views.design.segments import segments
from views.design.text import body, heading, hint, soft
from views.messages.text import MessagesText
from views.shell.clock import local
from views.shell.form_view import failure_notice, shown, use_form
from views.shell.formats import day
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view
from views.shell.text import ShellText
from views.steps.notification_offer import notification_offer

_SKELETON = (72, 72, 72, 72)
_SHOWN: Final[tuple[Box, ...]] = ("all", "unread", "archived")


def threads(state: Threads, unread: UnreadMessages, offer: NotificationOffer) -> ft.Control:
    """Return the threads of a box."""
    return screen(
        MessagesText.HEADING,
        heading(MessagesText.HEADING),
        _boxes(state, unread),
        resource_view(state, lambda found: _listed(state, found), _SKELETON),
        secondary(MessagesText.WRITE, go(WRITE)),
        _search(state.search),
        notification_offer(offer),
        align_start(link(ShellText.NOTIFICATIONS, go(NOTIFICATIONS))),
        layout=Layout.TEXT,
    )


@ft.component
def _boxes(state: Threads, unread: UnreadMessages) -> ft.Control:
    names = (MessagesText.ALL, MessagesText.unread(unread.count), MessagesText.ARCHIVED)
    places = [(name, go(box_path(box))) for name, box in zip(names, _SHOWN, strict=True)]
    return segments(MessagesText.BOXES, places, _SHOWN.index(state.box))


@ft.component
def _search(state: Search) -> ft.Control:
    form = use_form(state, shown(state.words, MessagesText.SEARCH, lambda _: ""))
    busy = ShellText.WORKING if state.submit.slow else None
    return card(
        form.summary(state.submit.error),
        sent_together(
            form.text(state.words, hint_text=MessagesText.SEARCH_HINT, required=False, max_length=WORDS_MAX),
            align_start(sends(secondary(MessagesText.SEARCH_SUBMIT, state.run, busy=busy))),
            spacing=tokens.SPACE_12,
        ),
    )


@ft.component
def _listed(state: Threads, found: tuple[ThreadSummary, ...]) -> ft.Control:
    return column(_searched(state, found), _all(state, found), [] if state.ended else [_more(state)])


def _searched(state: Threads, found: tuple[ThreadSummary, ...]) -> list[ft.Control]:
    """Return what the list is of, where words were looked for, and the way back to all."""
    if not state.words:
        return []
    said = MessagesText.found(state.words) if found else MessagesText.not_found(state.words)
    return [
        column(
            ft.Semantics(live_region=True, container=True, content=hint(said, bold=True)),
            align_start(link(MessagesText.SHOW_ALL, state.search.clear, size=tokens.TEXT_SIZE)),
            spacing=tokens.SPACE_4,
        )
    ]


def _all(state: Threads, found: tuple[ThreadSummary, ...]) -> ft.Control:
    if found:
        newest = max(each.at for each in found)
        return card(rows(*(_entry(each, newest) for each in found)))
    if state.words:
        return soft(MessagesText.NOT_FOUND_MORE)
    return card(body(MessagesText.NONE[state.box], bold=True), soft(MessagesText.NONE_MORE[state.box]))


def _entry(thread: ThreadSummary, newest: datetime) -> ft.Control:
    return entry(
        thread.subject,
        thread.preview,
        MessagesText.at(thread.at, newest),
        go(thread_path(thread.thread_id)),
        spoken_note=day(local(thread.at).date()),
        sign=MessagesText.UNREAD if thread.unread else "",
    )


def _more(state: Threads) -> ft.Control:
    busy = ShellText.WORKING if state.more.slow else None
    press = align_start(secondary(MessagesText.MORE, state.more.run, busy=busy))
    return column(*failure_notice(state.more.error), press)
