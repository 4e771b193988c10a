"""Mes notifications as a window has them, with the real server: what is ticked, asked once, and on which devices."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from api_client.errors import ChangedMeanwhile
from app.notifications.notifications import NotificationForm
from app.notifications.own_bell import OwnBell
from app.platforms.push import Bell, PushAddress, PushState
from app.steps.notification_offer import NotificationOffer
from tests.support.push_service import PushedBrowser, url_safe

if TYPE_CHECKING:
    from app.core.scope import PageScope
    from tests.app.conftest import Find


class Browser:
    """A browser that shows notifications once its person allows it."""

    def __init__(self, *, allows: bool = True) -> None:
        pushed = PushedBrowser("https://push.example.net/one")
        self._address = PushAddress.of(pushed.endpoint, pushed.p256dh, url_safe(pushed.auth))
        self._allows = allows
        self._now = PushState(Bell.OFF)

    async def state(self) -> PushState:
        return self._now

    async def subscribe(self, key: str) -> PushState:
        assert len(key) > 80
        self._now = PushState(Bell.ON, self._address) if self._allows else PushState(Bell.DENIED)
        return self._now

    async def unsubscribe(self) -> None:
        self._now = PushState(Bell.OFF)


async def form_of(page: PageScope, find: Find, push: Browser) -> NotificationForm:
    account = find("responsable-seul")
    await page.session.sign_in(account.identifier, account.password)
    offer = page.state(NotificationOffer.of)
    form = NotificationForm(page.client, push, "Firefox", offer=offer, observe=page.session.observe)
    await form.known.load.run()
    return form


async def test_what_is_ticked_is_kept(page: PageScope, find: Find) -> None:
    """Boxes and hours hold once they are saved, and are what another reading brings."""
    form = await form_of(page, find, Browser())
    form.tick("payment", "mail", on=True)
    form.tick("message", "mail", on=False)
    form.keep_quiet((1320, 420))
    await form.run()
    assert form.submit.completed
    await form.known.load.run()
    assert (form.ticked("payment"), form.ticked("message"), form.hours) == ({"mail"}, set(), (1320, 420))


async def test_the_choice_of_another_device_is_seen_first(page: PageScope, find: Find) -> None:
    """Where another device chose meanwhile nothing is overwritten: what holds now is shown."""
    form = await form_of(page, find, Browser())
    known = form.known.value
    assert known is not None
    await page.client.notifications.choose((), None, seen=known.revision)
    form.tick("payment", "mail", on=True)
    await form.run()
    assert isinstance(form.submit.error, ChangedMeanwhile)
    assert form.ticked("payment") == set()


async def test_a_device_shows_notifications_and_is_removed(page: PageScope, find: Find) -> None:
    """Allowed by its person a device stands in the list, and goes from it by its button."""
    form = await form_of(page, find, Browser())
    await form.here.look()
    assert form.here.bell is Bell.OFF
    await form.here.on.run()
    assert form.here.bell is Bell.ON
    assert form.known.value is not None
    (device,) = form.known.value.devices
    assert device.device_name == "Firefox"
    await form.here.take_away(device)
    assert form.known.value.devices == ()
    assert form.here.removed == "Firefox"


async def test_a_person_who_does_not_allow_it(page: PageScope, find: Find) -> None:
    """What the browser was told not to show is no failure, and no device stands in the list."""
    form = await form_of(page, find, Browser(allows=False))
    await form.here.on.run()
    assert form.here.on.error is None
    assert form.here.bell is Bell.DENIED
    assert form.known.value is not None
    assert form.known.value.devices == ()


@pytest.mark.parametrize("answer", ["refuse", "choose"])
async def test_one_is_asked_until_one_answered(page: PageScope, find: Find, answer: str) -> None:
    """The question is open for who never answered it, and closed for good by a choice or a refusal."""
    form = await form_of(page, find, Browser())
    offer = page.state(NotificationOffer.of)
    assert not offer.open
    await offer.look_once()
    assert offer.open
    await (offer.refuse() if answer == "refuse" else form.run())
    assert not offer.open
    later = NotificationOffer(page.client)
    await later.look_once()
    assert not later.open


async def test_who_comes_next_is_asked_for_themselves(page: PageScope, find: Find) -> None:
    """What one person answered says nothing of the next."""
    await form_of(page, find, Browser())
    offer = page.state(NotificationOffer.of)
    offer.settle()
    await page.session.sign_out()
    account = find("responsable-couple")
    await page.session.sign_in(account.identifier, account.password)
    await offer.look_once()
    assert offer.open


async def bell_of(browser: Browser) -> Bell:
    await asyncio.sleep(0)  # what nobody waits for
    return (await browser.state()).bell


@pytest.mark.parametrize("leaves", ["signs out", "forgets the device", "is followed by somebody else"])
async def test_who_leaves_a_browser_has_no_notification_there(leaves: str) -> None:
    """A browser that others may hold shows nothing for who has left it."""
    browser = Browser()
    bell = OwnBell(browser)
    bell.belong_to("one")
    await browser.subscribe("k" * 87)
    bell.belong_to("one")  # they came back
    assert await bell_of(browser) is Bell.ON
    if leaves == "signs out":
        bell.signed_out()
    elif leaves == "forgets the device":
        await bell.forget()
    else:
        bell.belong_to("another")
    assert await bell_of(browser) is Bell.OFF
