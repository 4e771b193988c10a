"""The delivery of notifications that wait: what is due is taken, sent, and tried again where it could not be."""

from __future__ import annotations

import json
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, select
from sqlalchemy.exc import SQLAlchemyError

from server.clock import Clock
from server.db import Store
from server.notifications.push_services import Outcome, PushServices
from server.notifications.rules import (
    CONTACT_CHANNELS,
    KEPT,
    RETRIES,
    SHOWN_AT,
    NotificationChannel,
    quiet_until,
)
from server.notifications.tables import NotificationSettings, PushSubscription, WaitingNotification
from server.notifications.vapid import vapid_key
from server.notifications.web_push import sealed
from server.outbox.notifier import Notifier, contact_of
from server.outbox.texts import Text
from server.people.tables import Account
from server.settings import Settings

if TYPE_CHECKING:
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.notifications.web_push import VapidKey
    from server.services import Services

_log = logging.getLogger(__name__)

_AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True, repr=False)
class _Push:
    """A push that was taken to be sent."""

    waiting_id: UUID
    subscription_id: UUID
    endpoint: str
    p256dh: bytes
    auth: bytes
    headers: dict[str, str]
    content: bytes


class Delivery:
    """What sends notifications that wait; several workers may, and each is sent by one.

    Args:
        store: where they wait.
        clock: the time by which they are due.
        notifier: sends mail and SMS.
        services: take pushes.
        key: by which push services know this server; None where no push is sent.
        contact: an address of who sends, for push services to write to.
    """

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        notifier: Notifier,
        services: PushServices,
        key: VapidKey | None,
        contact: str | None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._notifier = notifier
        self._services = services
        self._key = key
        self._contact = contact
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="notifications")
        self._lock = Lock()
        self._begun = False

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        settings = services[Settings]
        store = services[Store]
        made = cls(
            store=store,
            clock=services[Clock],
            notifier=services[Notifier],
            services=services[PushServices],
            key=vapid_key(settings, store),
            contact=next(iter(settings.web_origins), None),
        )
        services.on_close(made.close)
        return made

    @property
    def public_key(self) -> str | None:
        """The key that browsers subscribe with; None where no push is sent."""
        return self._key.public if self._key is not None else None

    def begin(self) -> None:
        """Send what is due, in the background; asked for several times at once, it is done once."""
        with self._lock:
            if not self._begun:
                self._begun = True
                self._threads.submit(self._send_meanwhile)

    def send_due(self) -> None:
        """Send all that is due."""
        while pushes := self._take():
            for push in pushes:
                self._send(push)

    def close(self) -> None:
        """Send nothing more; what waits is sent at the next start."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        self._services.close()

    def _send_meanwhile(self) -> None:
        with self._lock:
            self._begun = False
        try:
            self.send_due()
        except (SQLAlchemyError, OSError) as error:
            _log.warning("notifications could not be sent now: %s", type(error).__name__)

    def _take(self) -> list[_Push]:
        """Send mails and SMS that are due, and return pushes, which nobody else takes before their next try."""
        now = self._clock.now()
        due = (
            select(WaitingNotification)
            .where(WaitingNotification.due_at <= now, WaitingNotification.made_at >= now - KEPT)
            .order_by(WaitingNotification.due_at, WaitingNotification.id)
            .limit(_AT_ONCE)
            .with_for_update(skip_locked=True)
        )
        while True:
            pushes = []
            with self._store.write() as transaction:
                found = transaction.scalars(due).all()
                for each in found:
                    if (later := _quiet_until(transaction, each.account_id, now)) is not None:
                        each.due_at = later  # a try that failed came before, or the hours are others since
                    elif each.channel is not NotificationChannel.PUSH:
                        self._post(transaction, each)
                    elif (push := self._taken(transaction, each, now)) is not None:
                        pushes.append(push)
            if pushes or not found:
                return pushes

    def _post(self, transaction: Transaction, waiting: WaitingNotification) -> None:
        channel = CONTACT_CHANNELS[waiting.channel]
        account = transaction.get_one(Account, waiting.account_id)
        # Their contact of now: the one of then may be somebody else's.
        if (to := contact_of(account, channel)) is not None:
            self._notifier.notify(transaction, channel, to, Text(waiting.title, waiting.body))
        transaction.delete(waiting)

    def _taken(self, transaction: Transaction, waiting: WaitingNotification, now: datetime) -> _Push | None:
        device = transaction.get(PushSubscription, waiting.subscription_id)
        if device is None or self._key is None or waiting.tries > len(RETRIES):
            transaction.delete(waiting)
            return None
        waiting.due_at = now + RETRIES[min(waiting.tries, len(RETRIES) - 1)]
        waiting.tries += 1
        said = {
            "title": waiting.title,
            "body": waiting.body,
            "path": SHOWN_AT[waiting.subject],
            "tag": waiting.subject,
        }
        lasts = waiting.made_at + KEPT - now
        return _Push(
            waiting_id=waiting.id,
            subscription_id=device.id,
            endpoint=device.endpoint,
            p256dh=device.p256dh,
            auth=device.auth,
            headers={
                # The real time: a push service knows no other.
                "Authorization": self._key.authorization(device.endpoint, datetime.now(UTC), self._contact),
                "Content-Encoding": "aes128gcm",
                "Content-Type": "application/octet-stream",
                "TTL": str(int(lasts.total_seconds())),
                # What a device did not get yet is replaced by what is newer of the same subject.
                "Topic": waiting.subject,
                "Urgency": "normal",
            },
            content=json.dumps(said, ensure_ascii=False).encode(),
        )

    def _send(self, push: _Push) -> None:
        content = sealed(push.content, push.p256dh, push.auth)
        outcome = self._services.send(push.endpoint, push.headers, content)
        if outcome is Outcome.LATER:
            return  # its next try is written already
        with self._store.write() as transaction:
            if outcome is Outcome.GONE:
                gone = delete(PushSubscription).where(PushSubscription.id == push.subscription_id)
                transaction.execute(gone)
            else:
                sent = delete(WaitingNotification).where(WaitingNotification.id == push.waiting_id)
                transaction.execute(sent)
        if outcome is Outcome.REFUSED:
            # Not even its host: the address is the secret of a browser.
            _log.warning("a push service refused a notification")


def _quiet_until(transaction: Transaction, account_id: UUID, now: datetime) -> datetime | None:
    known = transaction.get(NotificationSettings, account_id)
    return quiet_until(now, known.quiet_from, known.quiet_until) if known is not None else None
