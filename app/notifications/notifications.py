"""State of Mes notifications: what is ticked, the quiet hours, and the devices that show notifications."""

from collections.abc import Callable
from contextlib import suppress
from typing import ClassVar, Self

from api_client import Client
from api_client.errors import ChangedMeanwhile, ClientError, NotFound
from api_client.notifications import (
    NotificationChannel,
    NotificationChoice,
    NotificationContact,
    Notifications,
    NotificationSubject,
    NotifiedDevice,
    QuietHours,
)
from app.core.command import Command
from app.core.form import Form
from app.core.resource import Resource
from app.core.scope import PersonScope
from app.core.state import State
from app.notifications.paths import NOTIFICATIONS
from app.platforms.push import Bell, Push
from app.steps.notification_offer import NotificationOffer

__all__ = [
    "Bell",
    "NotificationChannel",
    "NotificationContact",
    "NotificationForm",
    "NotificationSubject",
    "Notifications",
    "NotifiedDevice",
]

Choice = tuple[NotificationSubject, NotificationChannel]


class NotificationForm(Form):
    """What a person is told of.

    Attributes:
        known: what holds, as the server knows it.
        here: this device, which may show notifications.
    """

    place: ClassVar = NOTIFICATIONS

    def __init__(
        self,
        client: Client,
        push: Push,
        device_name: str,
        *,
        offer: NotificationOffer,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        self._client = client
        self._offer = offer
        self._ticked: dict[Choice, bool] = {}
        self._hours: tuple[int, int] | None = None
        self._hours_chosen = False
        self.known = Resource(client.notifications.read, observe=observe)
        self.here = ThisBell(client, push, device_name, self.known, observe=observe)
        super().__init__(send=self._save, observe=observe)

    @classmethod
    def of(cls, person: PersonScope) -> Self:
        """Return the state of a person."""
        page = person.page
        device = page.device
        return cls(
            page.client,
            device.push,
            device.name,
            offer=page.state(NotificationOffer.of),
            observe=page.session.observe,
        )

    def ticked(self, subject: NotificationSubject) -> frozenset[NotificationChannel]:
        """Return the channels that are ticked for a subject."""
        known = (
            {(each.subject, each.channel) for each in self.known.value.choices} if self.known.value else set()
        )
        every = known | set(self._ticked)
        return frozenset(
            channel for each, channel in every if each == subject and self._ticked.get((each, channel), True)
        )

    @property
    def hours(self) -> tuple[int, int] | None:
        """The quiet hours that are chosen: minutes of the day; None for none."""
        if self._hours_chosen or self.known.value is None:
            return self._hours
        known = self.known.value.quiet_hours
        return (known.since, known.until) if known is not None else None

    def tick(self, subject: NotificationSubject, channel: NotificationChannel, *, on: bool) -> None:
        """Tick a box or untick it; nothing is sent yet."""
        self._ticked[subject, channel] = on
        self.submit.clear()
        self.tell()

    def keep_quiet(self, hours: tuple[int, int] | None) -> None:
        """Choose other quiet hours; nothing is sent yet."""
        self._hours, self._hours_chosen = hours, True
        self.submit.clear()
        self.tell()

    def seal(self) -> None:
        """Keep what was ticked, for the same person to come back to."""
        self.known.forget()
        self.submit.clear()

    async def run(self) -> None:
        """Save what is ticked; before it is known what holds, there is nothing to tick."""
        if self.known.value is not None:
            await super().run()

    async def _save(self) -> None:
        known = self.known.value
        assert known is not None  # noqa: S101 - else nothing is run
        held = {(each.subject, each.channel): True for each in known.choices} | self._ticked
        choices = [
            NotificationChoice(subject=subject, channel=channel)
            for (subject, channel), on in held.items()
            if on
        ]
        hours = QuietHours(since=self.hours[0], until=self.hours[1]) if self.hours is not None else None
        try:
            self.known.update(await self._client.notifications.choose(choices, hours, seen=known.revision))
        except ChangedMeanwhile:
            self.known.update(await self._client.notifications.read())
            self._forget_typed()
            raise
        self._forget_typed()
        self._offer.settle()

    def _forget_typed(self) -> None:
        self._ticked, self._hours_chosen = {}, False


class ThisBell(State):
    """Whether this device shows notifications, and the others that do.

    Attributes:
        bell: whether it does; None before it was asked.
        on: has it show them; to be pressed by its person.
        remove: has one show none any more.
        removed: name of the device that was just removed, None before.
    """

    def __init__(
        self,
        client: Client,
        push: Push,
        device_name: str,
        known: Resource[Notifications],
        *,
        observe: Callable[[ClientError | None], None],
    ) -> None:
        self._client = client
        self._push = push
        self._device_name = device_name
        self._known = known
        self._chosen: NotifiedDevice | None = None
        self.bell: Bell | None = None
        self.removed: str | None = None
        self.on = Command(self._turn_on, observe=observe)
        self.remove = Command(self._remove, observe=observe)
        self._hear(self.on, self.remove)

    async def look(self) -> None:
        """Ask the device."""
        self.bell = (await self._push.state()).bell

    async def take_away(self, device: NotifiedDevice) -> None:
        """Have a device show none any more."""
        if not self.remove.running:
            self._chosen, self.removed = device, None
            self.on.clear()
            await self.remove.run()

    async def _turn_on(self) -> None:
        self.removed = None
        key = self._known.value.push_key if self._known.value is not None else None
        if key is None:
            return
        found = await self._push.subscribe(key)
        self.bell = found.bell
        if found.address is not None:
            await self._client.notifications.add_device(found.address, self._device_name)
            self._known.update(await self._client.notifications.read())

    async def _remove(self) -> None:
        if self._chosen is None:
            return
        with suppress(NotFound):  # it went by itself meanwhile: that is what was wanted
            await self._client.notifications.remove_device(self._chosen.subscription_id)
        self.removed = self._chosen.device_name
        self._known.update(await self._client.notifications.read())
