"""Courriers and one thread, as a person meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.messages.paths import MESSAGES
from tests.views.screen_steps import check, enter, in_both_layouts
from views.messages.text import MessagesText, ThreadText

if TYPE_CHECKING:
    from app.core.session import Session
    from tests.app.conftest import Find
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter


async def at_the_list(open_at: Open, session: Session, find: Find, role: str) -> Flutter:
    screen = await enter(open_at, session, find, role)
    screen.go(MESSAGES)
    await screen.until(lambda: screen.heading == MessagesText.HEADING)
    return screen


@in_both_layouts
async def test_the_list_says_what_is_new(open_at: Open, session: Session, find: Find) -> None:
    """What was not read comes first, and how much that is stands at the list and in the menu."""
    screen = await at_the_list(open_at, session, find, "responsable-couple")
    await screen.until(lambda: screen.says("Il nous manque un document"))
    check(screen, MessagesText.HEADING)
    assert screen.says(MessagesText.unread(2))


@in_both_layouts
async def test_a_thread_is_read_by_being_opened(open_at: Open, session: Session, find: Find) -> None:
    """It says who wrote what, and is counted no more."""
    screen = await at_the_list(open_at, session, find, "responsable-couple")
    await screen.until(lambda: screen.says("Il nous manque un document"))
    await screen.press("Il nous manque un document")
    await screen.until(lambda: screen.heading == "Il nous manque un document")
    await screen.until(lambda: screen.says(ThreadText.FUND))
    check(screen, "Il nous manque un document")
    screen.go(MESSAGES)
    await screen.until(lambda: screen.says(MessagesText.unread(1)))
