"""Courriers."""

import flet as ft

from app.core.routes import HOME
from app.core.scope import PersonScope
from app.messages.paths import BOX, MESSAGES, THREAD, box_of
from app.messages.thread import FollowedThread
from app.messages.threads import Threads
from app.messages.unread import UnreadMessages
from views.messages.text import MessagesText
from views.messages.thread import thread
from views.messages.threads import threads
from views.shell.feature import Feature, Place, Route
from views.shell.guards import private
from views.shell.navigation import use_query


def _threads(person: PersonScope) -> ft.Control:
    box = box_of(use_query().get(BOX, ""))
    return threads(person.state(Threads.of, box), person.page.state(UnreadMessages.of))


def _thread(person: PersonScope) -> ft.Control:
    return thread(person.state(FollowedThread.of, ft.use_route_params().get("thread", "")))


async def _count(person: PersonScope) -> None:
    await person.page.state(UnreadMessages.of).read()


FEATURE = Feature(
    routes=(
        Route(MESSAGES, private(_threads), over=HOME, crumb=MessagesText.HEADING, name=MessagesText.HEADING),
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
    arrives=_count,
)
