"""/v1/me/notifications: what a person wants to be told of; /v1/me/push-subscriptions: their devices that show it."""

import base64
import binascii
from datetime import datetime
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session as Transaction

from server.http.dependencies import StoreOf, service
from server.http.kinds import CHANGED_MEANWHILE, NOT_FOUND, VALIDATION_FAILED
from server.http.problems import documented, invalid
from server.http.text_fields import Typed
from server.idempotency.dependencies import Idempotent
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.limits.dependencies import RatesOf
from server.limits.rates import Rate
from server.limits.rules import RATE_LIMITED
from server.notifications.push_services import LONGEST
from server.notifications.rules import DAY_MINUTES, PUSH_UNAVAILABLE, NotificationChannel
from server.notifications.service import Notifications
from server.notifications.web_push import AUTH_BYTES, is_point
from server.outbox.notifier import contacts_of
from server.outbox.telling import Subject
from server.people.tables import Account
from server.rules.codes import Channel, masked
from server.sessions.dependencies import Person
from server.sessions.rules import MIGRATION_REQUIRED, SESSION_EXPIRED

router = APIRouter(
    prefix="/v1/me", tags=["notifications"], responses=documented(SESSION_EXPIRED, MIGRATION_REQUIRED)
)

NotificationsOf = Annotated[Notifications, Depends(service(Notifications))]
_Minute = Annotated[int, Field(ge=0, lt=DAY_MINUTES)]


class NotificationChoiceMade(BaseModel):
    """A subject that is told of by a channel."""

    subject: Subject
    channel: NotificationChannel


class QuietHours(BaseModel):
    """Minutes of the day in Paris between which nothing is sent; `until` may be on the next day."""

    since: _Minute
    until: _Minute


class NotificationContact(BaseModel):
    """A contact that notifications go to."""

    channel: Channel
    masked_destination: str


class NotifiedDevice(BaseModel):
    """A browser that shows notifications."""

    subscription_id: UUID
    device_name: str
    made_at: datetime


class NotificationState(BaseModel):
    """What a person is told of.

    `chosen_at` is null before they chose: `choices` are then what the fund writes of in any case. `answered` says that
    they chose, or that they were asked and want to choose nothing. A change gives `revision` back. `push_key` is the
    key that a browser subscribes with; null where this server sends no push.
    """

    chosen_at: datetime | None
    answered: bool
    choices: list[NotificationChoiceMade]
    quiet_hours: QuietHours | None
    contacts: list[NotificationContact]
    devices: list[NotifiedDevice]
    push_key: str | None
    revision: int


class NotificationsWanted(BaseModel):
    """What a person wants to be told of from now on, and of nothing else."""

    choices: list[NotificationChoiceMade] = Field(max_length=len(Subject) * len(NotificationChannel))
    quiet_hours: QuietHours | None = None
    expected: int


class PushSubscriptionGiven(BaseModel):
    """What a browser says of its subscription (Push API): `p256dh` and `auth` in the alphabet of URLs."""

    endpoint: str = Field(max_length=LONGEST)
    p256dh: str = Field(max_length=120)
    auth: str = Field(max_length=40)
    device_name: Typed = Field(default="", max_length=100)


class PushSubscriptionMade(BaseModel):
    """By what a subscription is taken away again."""

    subscription_id: UUID


@router.get("/notifications")
def read_notifications(person: Person, notifications: NotificationsOf, store: StoreOf) -> NotificationState:
    """Return what the person is told of, and by which channels."""
    with store.read() as transaction:
        return _state(notifications, transaction, person.account_id)


@router.put(
    "/notifications",
    response_model=NotificationState,
    responses=documented(VALIDATION_FAILED, CHANGED_MEANWHILE, IDEMPOTENCY_CONFLICT),
)
def choose_notifications(
    body: NotificationsWanted, *, person: Person, notifications: NotificationsOf, idempotent: Idempotent
) -> Response:
    """Tell the person of this from now on, and of nothing else."""
    hours = (body.quiet_hours.since, body.quiet_hours.until) if body.quiet_hours is not None else None
    if hours is not None and hours[0] == hours[1]:
        raise invalid(("quiet_hours", "invalid"))
    wanted = {(each.subject, each.channel) for each in body.choices}

    def choose(transaction: Transaction) -> NotificationState:
        notifications.choose(transaction, person.account_id, wanted, hours, body.expected)
        return _state(notifications, transaction, person.account_id)

    return idempotent.run(choose, status=HTTPStatus.OK, owner=str(person.account_id))


@router.post(
    "/notifications/refusal",
    status_code=HTTPStatus.NO_CONTENT,
    response_class=Response,
    responses=documented(IDEMPOTENCY_CONFLICT),
)
def refuse_notifications(person: Person, notifications: NotificationsOf, idempotent: Idempotent) -> Response:
    """Remember that the person was asked, and wants to choose nothing."""
    return idempotent.run(
        lambda transaction: notifications.refuse(transaction, person.account_id),
        status=HTTPStatus.NO_CONTENT,
        owner=str(person.account_id),
    )


@router.post(
    "/push-subscriptions",
    status_code=HTTPStatus.CREATED,
    response_model=PushSubscriptionMade,
    responses=documented(VALIDATION_FAILED, PUSH_UNAVAILABLE, IDEMPOTENCY_CONFLICT, RATE_LIMITED),
)
def add_push_subscription(
    body: PushSubscriptionGiven,
    *,
    person: Person,
    notifications: NotificationsOf,
    rates: RatesOf,
    idempotent: Idempotent,
) -> Response:
    """Have a browser show notifications, for this person and for nobody who was signed in there before."""
    p256dh, auth = _bytes(body.p256dh), _bytes(body.auth)
    if not is_point(p256dh):
        raise invalid(("p256dh", "invalid"))
    if len(auth) != AUTH_BYTES:
        raise invalid(("auth", "invalid"))
    rates.spend(Rate.SUBSCRIPTIONS, f"push {person.account_id}")

    def add(transaction: Transaction) -> PushSubscriptionMade:
        made = notifications.subscribe(transaction, person, body.endpoint, (p256dh, auth), body.device_name)
        return PushSubscriptionMade(subscription_id=made)

    return idempotent.run(add, status=HTTPStatus.CREATED, owner=str(person.account_id))


@router.delete(
    "/push-subscriptions/{subscription_id}",
    status_code=HTTPStatus.NO_CONTENT,
    response_class=Response,
    responses=documented(NOT_FOUND, IDEMPOTENCY_CONFLICT),
)
def remove_push_subscription(
    subscription_id: UUID, *, person: Person, notifications: NotificationsOf, idempotent: Idempotent
) -> Response:
    """Have a browser show nothing any more."""
    return idempotent.run(
        lambda transaction: notifications.unsubscribe(transaction, person.account_id, subscription_id),
        status=HTTPStatus.NO_CONTENT,
        owner=str(person.account_id),
    )


def _state(notifications: Notifications, transaction: Transaction, account_id: UUID) -> NotificationState:
    account = transaction.get_one(Account, account_id)
    known = notifications.settings(transaction, account_id)
    hours = None
    if known is not None and known.quiet_from is not None and known.quiet_until is not None:
        hours = QuietHours(since=known.quiet_from, until=known.quiet_until)
    return NotificationState(
        chosen_at=known.chosen_at if known is not None else None,
        answered=known is not None and (known.chosen_at is not None or known.refused_at is not None),
        choices=[
            NotificationChoiceMade(subject=subject, channel=channel)
            for subject, channel in sorted(notifications.choices(transaction, account))
        ],
        quiet_hours=hours,
        contacts=[
            NotificationContact(channel=channel, masked_destination=masked(channel, to))
            for channel, to in contacts_of(account).items()
        ],
        devices=[
            NotifiedDevice(subscription_id=each.id, device_name=each.device_name, made_at=each.made_at)
            for each in notifications.devices(transaction, account_id)
        ],
        push_key=notifications.public_key,
        revision=known.revision if known is not None else 0,
    )


def _bytes(text: str) -> bytes:
    """Return the bytes of a text of the alphabet of URLs; none where it is no such text."""
    try:
        return base64.b64decode(
            text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), altchars=b"-_", validate=True
        )
    except (binascii.Error, ValueError):
        return b""
