"""One thread: what was written, the oldest first, and the answer to it."""

from typing import Final

import flet as ft

from app.messages.paths import MESSAGES, WRITE
from app.messages.thread import FollowedThread, Lead, Message, MessageAttachment, Thread
from app.messages.writing import Reply
from app.payments.paths import payment_path
from app.requests.paths import request_path
from app.settings.paths import SPOUSE_AUTHORISATION
from app.steps.document_answer import DocumentAnswering
from app.uploads.paths import upload_path
from views.design import tokens
from views.design.button import link, primary, row, secondary
from views.design.card import align_start, card, column
from views.design.group import sent_together
from views.design.items import items, rows
from views.design.notice import Tone, notice
from views.design.text import body, heading, hint, section, soft
from views.messages.text import MessagesText, ThreadText, WritingText
from views.messages.writing import writing
from views.shell.form_view import failure_notice, shown, success_notice, use_form
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view
from views.shell.text import ShellText
from views.steps.fetched_file import fetched_file

_SKELETON = (320,)
_LETTER: Final = "courrier"


@ft.component
def thread(state: FollowedThread, reply: Reply, files: DocumentAnswering) -> ft.Control:
    """Return a thread."""
    name = state.value.subject if state.value is not None else MessagesText.HEADING
    return screen(
        name,
        column(align_start(link(ThreadText.BACK, go(MESSAGES))), heading(name), spacing=tokens.SPACE_8),
        resource_view(state, lambda found: _whole(state, found, reply, files), _SKELETON),
        layout=Layout.TEXT,
    )


@ft.component
def _whole(state: FollowedThread, found: Thread, reply: Reply, files: DocumentAnswering) -> ft.Control:
    answered = ThreadText.answer_by(found.answer_by) if found.answer_by is not None else ""
    expected = [notice(Tone.INFORMATION, answered)] if answered and not reply.done else []
    label = ThreadText.UNARCHIVE if found.archived else ThreadText.ARCHIVE
    return column(
        _news(state, found),
        _earlier(state, found),
        items(*(_message(state, each) for each in found.messages), spacing=tokens.SPACE_16, ordered=True),
        _lead(found.leads),
        [success_notice(ThreadText.REPLIED, answered)] if reply.done else expected,
        _answer(state, found, reply, files) if found.reply else _no_answer(),
        align_start(link(label, state.archive.run, size=tokens.TEXT_SIZE)),
    )


def _news(state: FollowedThread, found: Thread) -> list[ft.Control]:
    if state.archive.completed:
        return [success_notice(ThreadText.ARCHIVED if found.archived else ThreadText.UNARCHIVED)]
    return failure_notice(state.earlier.error or state.archive.error)


def _earlier(state: FollowedThread, found: Thread) -> list[ft.Control]:
    if found.before is None:
        return []
    busy = ShellText.WORKING if state.earlier.slow else None
    return [align_start(secondary(ThreadText.EARLIER, state.earlier.run, busy=busy))]


def _message(state: FollowedThread, message: Message) -> ft.Control:
    fund = message.sender == "fund"
    who = ThreadText.FUND if fund else ThreadText.MINE if message.mine else ThreadText.OTHER
    paper = [fetched_file(state.paper(message), ThreadText.PAPER, f"{_LETTER}/{message.message_id}")]
    return card(
        column(body(who, bold=True), hint(ThreadText.at(message.at)), spacing=0),
        column(*(_paragraph(each) for each in message.paragraphs), spacing=tokens.SPACE_12),
        [_links(message)] if message.links else [],
        [_attachment(state, each) for each in message.attachments],
        paper if message.paper else [],
        spacing=tokens.SPACE_12,
    )


def _paragraph(text: str) -> ft.Control:
    lines = text.split("\n")
    return body(text) if len(lines) == 1 else column(*map(body, lines), spacing=0)


def _links(message: Message) -> ft.Control:
    """Return the addresses that a message cites, each under the host that it leads to."""
    listed = [
        align_start(link(ThreadText.leaves_to(each.host), _stay, opens=each.address, size=tokens.TEXT_SIZE))
        for each in message.links
    ]
    return items(*listed, label=ThreadText.LINKS)


def _stay() -> None:
    """Do nothing: the browser shows the address beside the program."""


def _attachment(state: FollowedThread, attachment: MessageAttachment) -> ft.Control:
    if not attachment.kept:
        return column(body(attachment.name), hint(ThreadText.GONE), spacing=0)
    label = ThreadText.attachment(attachment.name)
    return fetched_file(state.attachment(attachment), label, f"{_LETTER}/{attachment.attachment_id}")


def _lead(lead: Lead | None) -> list[ft.Control]:
    path = _path_of(lead) if lead is not None else None
    return [card(rows(row(ThreadText.LEADS[lead.kind], go(path))))] if lead is not None and path else []


def _path_of(lead: Lead) -> str | None:
    if lead.kind == "authorisation":
        return SPOUSE_AUTHORISATION
    if lead.id is None:
        return None
    match lead.kind:
        case "request":
            return request_path(lead.id)
        case "document":
            return upload_path(lead.id)
        case "payment":
            return payment_path(lead.id)


@ft.component
def _answer(state: FollowedThread, found: Thread, reply: Reply, files: DocumentAnswering) -> ft.Control:
    form = use_form(reply, shown(reply.text, ThreadText.REPLY_TEXT, WritingText.text))

    def begin() -> None:
        reply.answers(state)
        reply.begin()

    ft.use_effect(begin, [])
    return card(
        section(ThreadText.REPLY),
        [soft(ThreadText.SHARED)] if found.shared else [],
        form.summary(reply.submit.error),
        sent_together(
            *writing(form, reply, files, WritingText.TEXT_HINT),
            primary(ThreadText.SEND_REPLY, reply.run, busy=ShellText.WORKING if reply.submit.slow else None),
        ),
        spacing=tokens.SPACE_16,
    )


def _no_answer() -> ft.Control:
    return column(soft(ThreadText.NO_REPLY), align_start(secondary(MessagesText.WRITE, go(WRITE))))
