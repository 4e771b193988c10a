"""`/v1/me/notifications`, `/v1/me/push-subscriptions`: what a person is told of outside the program, and where."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from pydantic import SecretStr

from api_client.auth import SessionKeeper
from api_client.challenges import Channel
from api_client.model import Model, Secret
from api_client.transport import Call

NotificationSubject = Literal["message", "document", "declaration", "payment", "appointment"]
NotificationChannel = Literal["mail", "sms", "push"]


class NotificationChoice(Model):
    """A subject that a person is told of by a channel."""

    subject: NotificationSubject
    channel: NotificationChannel


class QuietHours(Model):
    """Minutes of the day in Paris between which nothing is sent; `until` may be on the next day."""

    since: int
    until: int


class NotificationContact(Model):
    """A contact that notifications go to."""

    channel: Channel
    masked_destination: str


class NotifiedDevice(Model):
    """A browser that shows notifications."""

    subscription_id: str
    device_name: str
    made_at: datetime


class Notifications(Model):
    """What a person is told of.

    Attributes:
        chosen_at: when they chose last; None before, where `choices` are what the fund writes of in any case.
        answered: whether they chose, or were asked and want to choose nothing.
        choices: what, by which channels.
        quiet_hours: when nothing is sent.
        contacts: where mails and SMS go.
        devices: those that show notifications, the newest first.
        push_key: what a browser subscribes with; None where the server sends no push.
        revision: to be given back with a change.
    """

    chosen_at: datetime | None
    answered: bool
    choices: tuple[NotificationChoice, ...]
    quiet_hours: QuietHours | None
    contacts: tuple[NotificationContact, ...]
    devices: tuple[NotifiedDevice, ...]
    push_key: str | None
    revision: int


class PushAddress(Model):
    """Where a browser takes notifications, and the keys that they are sealed with: a secret of the browser's."""

    endpoint: Secret
    p256dh: Secret
    auth: Secret

    @classmethod
    def of(cls, endpoint: str, p256dh: str, auth: str) -> "PushAddress":
        """Return what a browser said of its subscription."""
        return cls(endpoint=SecretStr(endpoint), p256dh=SecretStr(p256dh), auth=SecretStr(auth))


class _Wanted(Model):
    choices: tuple[NotificationChoice, ...]
    quiet_hours: QuietHours | None
    expected: int


class _Subscription(PushAddress):
    device_name: str


class _Made(Model):
    subscription_id: str


class NotificationSettings:
    """The notifications of the person who is signed in."""

    def __init__(self, keeper: SessionKeeper) -> None:
        self._keeper = keeper

    async def read(self) -> Notifications:
        """Ask what the person is told of."""
        return Notifications.read(await self._keeper.send(Call.of("GET", *_PATH)))

    async def choose(
        self, choices: Iterable[NotificationChoice], quiet_hours: QuietHours | None, *, seen: int
    ) -> Notifications:
        """Be told of this from now on, and of nothing else.

        Raises:
            ChangedMeanwhile: another device chose since.
            Refused: a channel leads to no contact; the field is `choices`.
        """
        body = _Wanted(choices=tuple(choices), quiet_hours=quiet_hours, expected=seen)
        return Notifications.read(await self._keeper.send(Call.of("PUT", *_PATH, body=body)))

    async def refuse(self) -> None:
        """Say that one was asked, and wants to choose nothing."""
        await self._keeper.send(Call.of("POST", *_PATH, "refusal"))

    async def add_device(self, address: PushAddress, device_name: str) -> str:
        """Have a browser show notifications; return by what it is taken away again.

        Raises:
            Refused: the address is none of a push service.
            RateLimited: too many of them.
        """
        body = _Subscription(
            endpoint=address.endpoint, p256dh=address.p256dh, auth=address.auth, device_name=device_name
        )
        made = await self._keeper.send(Call.of("POST", *_DEVICES, body=body))
        return _Made.read(made).subscription_id

    async def remove_device(self, subscription_id: str) -> None:
        """Have a browser show nothing any more.

        Raises:
            NotFound: it is gone already.
        """
        await self._keeper.send(Call.of("DELETE", *_DEVICES, subscription_id))


_PATH = ("v1", "me", "notifications")
_DEVICES = ("v1", "me", "push-subscriptions")
