"""One thread: what was written, the oldest first."""

import flet as ft

from app.messages.paths import MESSAGES
from app.messages.thread import FollowedThread, Message, Thread
from views.design import tokens
from views.design.button import link
from views.design.card import align_start, card, column
from views.design.items import items
from views.design.text import body, heading, hint
from views.messages.text import MessagesText, ThreadText
from views.shell.form_view import failure_notice
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view

_SKELETON = (320,)


@ft.component
def thread(state: FollowedThread) -> ft.Control:
    """Return a thread."""
    name = state.value.subject if state.value is not None else MessagesText.HEADING
    return screen(
        name,
        column(align_start(link(ThreadText.BACK, go(MESSAGES))), heading(name), spacing=tokens.SPACE_8),
        resource_view(state, lambda found: _whole(state, found), _SKELETON),
        layout=Layout.TEXT,
    )


@ft.component
def _whole(state: FollowedThread, found: Thread) -> ft.Control:
    earlier = [align_start(link(ThreadText.EARLIER, state.earlier.run))] if found.before is not None else []
    label = ThreadText.UNARCHIVE if found.archived else ThreadText.ARCHIVE
    return column(
        failure_notice(state.earlier.error or state.archive.error),
        earlier,
        items(*(_message(each) for each in found.messages), spacing=tokens.SPACE_16, ordered=True),
        align_start(link(label, state.archive.run, size=tokens.TEXT_SIZE)),
    )


def _message(message: Message) -> ft.Control:
    who = (
        ThreadText.FUND if message.sender == "fund" else ThreadText.MINE if message.mine else ThreadText.OTHER
    )
    return card(
        column(body(who, bold=True), hint(ThreadText.at(message.at)), spacing=0),
        column(*(body(each) for each in message.paragraphs), spacing=tokens.SPACE_12),
        spacing=tokens.SPACE_12,
    )
