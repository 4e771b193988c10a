"""Courriers."""

import flet as ft

from app.core.routes import HOME
from app.core.scope import PersonScope
from app.messages.paths import BOX, MESSAGES, SUBJECT, THREAD, WRITE, box_of, box_path, thread_path
from app.messages.thread import FollowedThread
from app.messages.threads import Threads
from app.messages.unread import UnreadMessages
from app.messages.writing import NewMessage, Reply, attachments
from app.steps.notification_offer import NotificationOffer
from app.steps.open_acts import OpenAct
from views.messages.text import MessagesSearchText, MessagesText, WritingText
from views.messages.thread import thread
from views.messages.threads import threads
from views.messages.write import write
from views.shell.feature import Feature, Finds, Place, Route, SearchEntry
from views.shell.guards import private
from views.shell.navigation import use_query


def _threads(person: PersonScope) -> ft.Control:
    box = box_of(use_query().get(BOX, ""))
    page = person.page
    return threads(
        person.state(Threads.of, box), page.state(UnreadMessages.of), page.state(NotificationOffer.of)
    )


def _thread(person: PersonScope) -> ft.Control:
    thread_id = ft.use_route_params().get("thread", "")
    return thread(
        person.state(FollowedThread.of, thread_id),
        person.state(Reply.of, thread_id),
        person.state(attachments, thread_id),
    )


def _write(person: PersonScope) -> ft.Control:
    file_id = person.file.file_id if person.file is not None else None
    subject = use_query().get(SUBJECT, "")
    return write(person.state(NewMessage.of, file_id), person.state(attachments, ""), subject)


async def _count(person: PersonScope) -> None:
    await person.page.state(UnreadMessages.of).read()


async def _acts(person: PersonScope) -> list[OpenAct]:
    """Return that there is something to read."""
    unread = person.page.state(UnreadMessages.of)
    await unread.read()
    if not unread.count:
        return []
    text = MessagesText.waiting(unread.count)
    return [OpenAct("message_unread", MessagesText.HEADING, text, MessagesText.READ, box_path("unread"))]


FEATURE = Feature(
    routes=(
        Route(MESSAGES, private(_threads), over=HOME, crumb=MessagesText.HEADING, name=MessagesText.HEADING),
        Route(WRITE, private(_write), over=MESSAGES, name=WritingText.HEADING),
        Route(THREAD, private(_thread), over=MESSAGES),
    ),
    places=(
        Place(
            27,
            MessagesText.HEADING,
            MESSAGES,
            ft.Icons.MAIL_OUTLINED,
            short=MessagesText.HEADING,
            counts=UnreadMessages.of,
            counted=MessagesText.counted,
        ),
    ),
    acts=_acts,
    arrives=_count,
    search=(
        SearchEntry(MESSAGES, MessagesSearchText.MESSAGES),
        SearchEntry(WRITE, MessagesSearchText.WRITE),
    ),
    finds=(Finds("message", 45, MessagesSearchText.MESSAGE_CALLED, thread_path),),
)
