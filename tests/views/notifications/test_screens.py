"""Mes notifications, and where one is asked what one wants to be told of."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import flet as ft

from app.messages.paths import MESSAGES
from app.notifications.notifications import NotificationForm
from app.notifications.paths import NOTIFICATIONS
from app.platforms.push import Bell
from tests.views.screen_steps import check, enter, in_both_layouts
from views.messages.text import MessagesText
from views.notifications.text import NotificationsText
from views.settings.text import SettingsText
from views.steps.notification_offer_text import NotificationOfferText

if TYPE_CHECKING:
    from app.core.scope import PageScope
    from app.core.session import Session
    from tests.app.conftest import Find
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter


async def at_the_screen(
    open_at: Open, session: Session, find: Find, role: str = "responsable-seul"
) -> Flutter:
    screen = await enter(open_at, session, find, role)
    screen.go(NOTIFICATIONS)
    await screen.until(lambda: screen.says(NotificationsText.WHAT))
    return screen


@in_both_layouts
async def test_what_holds_before_a_choice(open_at: Open, session: Session, find: Find) -> None:
    """It says that nothing was chosen, what is sent today, and what is always sent."""
    screen = await at_the_screen(open_at, session, find)
    check(screen, NotificationsText.HEADING)
    for words in (
        NotificationsText.BEFORE,
        NotificationsText.ALWAYS_MORE,
        NotificationsText.ABSENT,
        NotificationsText.PRIVATE,
        *NotificationsText.SUBJECTS.values(),
    ):
        assert screen.says(words)
    boxes = [box.semantics_label or "" for box in screen.controls(ft.Checkbox)]
    assert not [each for each in boxes if NotificationsText.CHANNELS["push"] in each]


@in_both_layouts
async def test_a_choice_is_saved(open_at: Open, session: Session, find: Find) -> None:
    """What was saved is said, and the notice that nothing was chosen goes."""
    screen = await at_the_screen(open_at, session, find)
    await screen.press(NotificationsText.SAVE)
    await screen.until(lambda: screen.says(NotificationsText.SAVED))
    assert not screen.says(NotificationsText.BEFORE)


@in_both_layouts
async def test_what_a_device_can_do_is_said(
    open_at: Open, session: Session, find: Find, page: PageScope
) -> None:
    """A browser that could, one whose person refused, and one that cannot each read otherwise."""
    screen = await at_the_screen(open_at, session, find)
    assert page.person is not None
    here = page.person.state(NotificationForm.of).here
    for bell, words in (
        (Bell.OFF, NotificationsText.TURN_ON),
        (Bell.DENIED, NotificationsText.DENIED),
        (Bell.ABSENT, NotificationsText.ABSENT),
    ):
        here.bell = bell
        await screen.until(partial(screen.says, words))
        check(screen, NotificationsText.HEADING)


@in_both_layouts
async def test_one_is_asked_in_courriers_and_can_refuse(open_at: Open, session: Session, find: Find) -> None:
    """The question stands under the messages, not at the first opening, and goes for good with “Non merci”."""
    screen = await enter(open_at, session, find, "responsable-couple")
    await screen.until(lambda: bool(screen.heading))
    assert not screen.says(NotificationOfferText.HEADING)
    screen.go(MESSAGES)
    await screen.until(lambda: screen.says(NotificationOfferText.HEADING))
    check(screen, MessagesText.HEADING)
    await screen.press(NotificationOfferText.REFUSE)
    await screen.until(lambda: not screen.says(NotificationOfferText.HEADING))


async def test_the_ways_to_it(open_at: Open, session: Session, find: Find) -> None:
    """Gérer mon compte leads there."""
    screen = await enter(open_at, session, find)
    screen.go("/mon-compte/gerer")
    await screen.until(lambda: screen.says(SettingsText.NOTIFICATIONS))
    await screen.press(SettingsText.NOTIFICATIONS)
    await screen.until(lambda: screen.heading == NotificationsText.HEADING)
