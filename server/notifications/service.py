"""What people chose to be told of, and how they are told: at once, after their quiet hours, or on another try."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, event, func, select

from server.clock import Clock
from server.crypto.tokens import token_hash
from server.db.engine import one_by_one
from server.http.kinds import CHANGED_MEANWHILE, NOT_FOUND
from server.http.problems import Problem, invalid
from server.notifications.delivery import Delivery
from server.notifications.push_services import PushServices
from server.notifications.rules import (
    BEFORE_A_CHOICE,
    CONTACT_CHANNELS,
    DEVICES,
    PARIS,
    PUSH_UNAVAILABLE,
    NotificationChannel,
    quiet_until,
)
from server.notifications.tables import (
    NotificationChoice,
    NotificationSettings,
    PushSubscription,
    WaitingNotification,
)
from server.outbox.notification_texts import SHOWN, TITLE, told_of
from server.outbox.notifier import Notifier, contact_of, preferred_contact
from server.outbox.telling import Subject
from server.people.closing import is_closed
from server.people.tables import Account, is_replaced

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.outbox.texts import Text
    from server.rules.codes import Channel
    from server.services import Services
    from server.sessions.service import Signed

Choices = set[tuple[Subject, NotificationChannel]]


class Notifications:
    """The service of notifications; other features know it as `Telling`."""

    def __init__(
        self,
        *,
        clock: Clock,
        notifier: Notifier,
        delivery: Delivery,
        services: PushServices,
    ) -> None:
        self._clock = clock
        self._notifier = notifier
        self._delivery = delivery
        self._services = services

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(
            clock=services[Clock],
            notifier=services[Notifier],
            delivery=services[Delivery],
            services=services[PushServices],
        )

    @property
    def public_key(self) -> str | None:
        """The key that browsers subscribe with; None where this server sends no push."""
        return self._delivery.public_key

    def settings(self, transaction: Transaction, account_id: UUID) -> NotificationSettings | None:
        """Return what a person said of notifications; None where they were never asked."""
        return transaction.get(NotificationSettings, account_id)

    def choices(self, transaction: Transaction, account: Account) -> Choices:
        """Return by which channels a person is told of what; before they chose, as if there were no choice."""
        known = self.settings(transaction, account.id)
        if known is not None and known.chosen_at is not None:
            rows = select(NotificationChoice.subject, NotificationChoice.channel)
            return {
                (subject, channel)
                for subject, channel in transaction.execute(
                    rows.where(NotificationChoice.account_id == account.id)
                )
            }
        reached = preferred_contact(account)
        return (
            {(subject, NotificationChannel(reached[0])) for subject in BEFORE_A_CHOICE} if reached else set()
        )

    def devices(self, transaction: Transaction, account_id: UUID) -> list[PushSubscription]:
        """Return the devices of a person that have push, the newest first."""
        query = select(PushSubscription).where(PushSubscription.account_id == account_id)
        return list(transaction.scalars(query.order_by(PushSubscription.made_at.desc(), PushSubscription.id)))

    def choose(
        self,
        transaction: Transaction,
        account_id: UUID,
        wanted: Choices,
        hours: tuple[int, int] | None,
        expected: int,
    ) -> None:
        """Tell a person of this from now on, and of nothing else.

        Args:
            transaction: where it is written.
            account_id: whose choice it is.
            wanted: of what, by which channels.
            hours: the minutes of the day between which nothing is sent.
            expected: the revision that the person saw.

        Raises:
            Problem: `changed_meanwhile`; `validation_failed` for a channel that leads to no contact.
        """
        account = transaction.get_one(Account, account_id, with_for_update=True)
        known = self._to_change(transaction, account_id)
        if known.revision != expected:
            raise Problem(CHANGED_MEANWHILE)
        before = self.choices(transaction, account) if known.chosen_at is not None else set()
        for channel, of_contact in CONTACT_CHANNELS.items():
            if contact_of(account, of_contact) is None and any(
                channel is each for _, each in wanted - before
            ):
                raise invalid(("choices", "contact_missing"))
        now = self._clock.now()
        if known.chosen_at is None:
            known.reminded_on = now.astimezone(PARIS).date()
        known.chosen_at, known.revision = now, known.revision + 1
        known.quiet_from, known.quiet_until = hours or (None, None)
        mine = NotificationChoice.account_id == account_id
        for subject, channel in before - wanted:
            gone = (NotificationChoice.subject == subject, NotificationChoice.channel == channel)
            transaction.execute(delete(NotificationChoice).where(mine, *gone))
            waits = (WaitingNotification.subject == subject, WaitingNotification.channel == channel)
            transaction.execute(
                delete(WaitingNotification).where(WaitingNotification.account_id == account_id, *waits)
            )
        transaction.add_all(
            NotificationChoice(account_id=account_id, subject=subject, channel=channel, consented_at=now)
            for subject, channel in sorted(wanted - before)
        )
        transaction.flush()

    def refuse(self, transaction: Transaction, account_id: UUID) -> None:
        """Remember that a person was asked, and wants to choose nothing: nothing changes for them."""
        known = self._to_change(transaction, account_id)
        known.refused_at = known.refused_at or self._clock.now()

    def subscribe(
        self,
        transaction: Transaction,
        person: Signed,
        endpoint: str,
        keys: tuple[bytes, bytes],
        device_name: str,
    ) -> UUID:
        """Have a browser show notifications, for who is signed in there now and for nobody else.

        Args:
            transaction: where it is written.
            person: who is signed in.
            endpoint: where its push service takes them.
            keys: its public key and its secret.
            device_name: how the person knows it.

        Raises:
            Problem: `push_unavailable`; `validation_failed` for an address that is none of a push service.
        """
        if self.public_key is None:
            raise Problem(PUSH_UNAVAILABLE)
        if not self._services.may_be_one(endpoint):
            raise invalid(("endpoint", "invalid"))
        account_id = person.account_id
        one_by_one(transaction, account_id.bytes)
        hashed = token_hash(endpoint)
        transaction.execute(delete(PushSubscription).where(PushSubscription.endpoint_hash == hashed))
        many = select(func.count()).where(PushSubscription.account_id == account_id)
        if (transaction.scalar(many) or 0) >= DEVICES:
            for each in self.devices(transaction, account_id)[DEVICES - 1 :]:
                transaction.delete(each)
        p256dh, auth = keys
        made = PushSubscription(
            account_id=account_id,
            endpoint=endpoint,
            endpoint_hash=hashed,
            p256dh=p256dh,
            auth=auth,
            device_name=device_name,
            session_id=person.session_id,
            made_at=self._clock.now(),
        )
        transaction.add(made)
        transaction.flush()
        return made.id

    def unsubscribe(self, transaction: Transaction, account_id: UUID, subscription_id: UUID) -> None:
        """Have a browser show nothing any more.

        Raises:
            Problem: `not_found`.
        """
        known = transaction.get(PushSubscription, subscription_id)
        if known is None or known.account_id != account_id:
            raise Problem(NOT_FOUND)
        transaction.delete(known)

    def tell(
        self,
        transaction: Transaction,
        account_id: UUID,
        subject: Subject,
        text: Callable[[Channel], Text] | None = None,
    ) -> None:
        """Tell a person; see `Telling`."""
        account = transaction.get(Account, account_id)
        now = self._clock.now()
        if account is None or is_replaced(account) or is_closed(transaction, account_id, now):
            return
        known = self.settings(transaction, account_id)
        later = quiet_until(now, known.quiet_from, known.quiet_until) if known is not None else None
        channels = {channel for each, channel in self.choices(transaction, account) if each is subject}
        for channel, of_contact in CONTACT_CHANNELS.items():
            to = contact_of(account, of_contact)
            if channel not in channels or to is None:
                continue
            said = text(of_contact) if text is not None else told_of(subject, of_contact)
            if later is None:
                self._notifier.notify(transaction, of_contact, to, said)
            else:
                transaction.add(
                    _waiting(account_id, (subject, channel), (said.subject, said.body), now, later)
                )
        if NotificationChannel.PUSH in channels and self.public_key is not None:
            self._push(transaction, account_id, subject, now, later)

    def _push(
        self,
        transaction: Transaction,
        account_id: UUID,
        subject: Subject,
        now: datetime,
        later: datetime | None,
    ) -> None:
        """Have it wait for each device, and send it once the transaction is committed."""
        for device in self.devices(transaction, account_id):
            waiting = _waiting(
                account_id, (subject, NotificationChannel.PUSH), (TITLE, SHOWN[subject]), now, later or now
            )
            waiting.subscription_id = device.id
            transaction.add(waiting)
        if later is None:
            event.listen(transaction, "after_commit", lambda _: self._delivery.begin(), once=True)

    def _to_change(self, transaction: Transaction, account_id: UUID) -> NotificationSettings:
        """Return what an account chose, for this transaction alone to change; begun where nothing was."""
        one_by_one(transaction, account_id.bytes)
        known = self.settings(transaction, account_id)
        if known is None:
            today = self._clock.now().astimezone(PARIS).date()
            known = NotificationSettings(account_id=account_id, reminded_on=today, revision=0)
            transaction.add(known)
            transaction.flush()
        return known


def _waiting(
    account_id: UUID,
    told: tuple[Subject, NotificationChannel],
    said: tuple[str, str],
    now: datetime,
    due: datetime,
) -> WaitingNotification:
    (subject, channel), (title, body) = told, said
    return WaitingNotification(
        account_id=account_id,
        subject=subject,
        channel=channel,
        title=title,
        body=body,
        made_at=now,
        due_at=due,
        tries=0,
    )


def forget_devices(transaction: Transaction, account_id: UUID) -> None:
    """Have no device show notifications any more: the sessions of the account were ended."""
    transaction.execute(delete(PushSubscription).where(PushSubscription.account_id == account_id))


def forget_device(transaction: Transaction, session_id: UUID) -> None:
    """Have the browser of a session show notifications no more: its person signed out there, or had it signed out."""
    transaction.execute(delete(PushSubscription).where(PushSubscription.session_id == session_id))
