"""The tables of what people chose, of their devices with push, and of what waits to be sent."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base
from server.notifications.rules import NotificationChannel
from server.outbox.telling import Subject


class NotificationSettings(Base):
    """What a person said of notifications; no row for who was never asked."""

    __tablename__ = "notification_settings"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    # When they chose last; without it, they only said that they want to choose nothing.
    chosen_at: Mapped[datetime | None]
    refused_at: Mapped[datetime | None]
    # Minutes of the day in Paris between which nothing is sent; both or none.
    quiet_from: Mapped[int | None]
    quiet_until: Mapped[int | None]
    # The last day whose dates they were reminded of.
    reminded_on: Mapped[date] = mapped_column(index=True)
    revision: Mapped[int]


class NotificationChoice(Base):
    """A subject that a person wants to be told of by a channel, and since when."""

    __tablename__ = "notification_choices"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    subject: Mapped[Subject] = mapped_column(primary_key=True)
    channel: Mapped[NotificationChannel] = mapped_column(primary_key=True)
    consented_at: Mapped[datetime]


class PushSubscription(Base):
    """A browser that shows notifications: where its push service takes them, and the keys that they are sealed with."""

    __tablename__ = "push_subscriptions"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    endpoint: Mapped[str] = mapped_column(Text)
    # A browser has one address, whoever is signed in: it tells the last who said so.
    endpoint_hash: Mapped[bytes] = mapped_column(unique=True)
    p256dh: Mapped[bytes]
    auth: Mapped[bytes]
    device_name: Mapped[str] = mapped_column(String(100))
    # The session in which its person said so last: signed out of it, the browser is told nothing more.
    session_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("sessions.id", ondelete="SET NULL"), index=True
    )
    made_at: Mapped[datetime]


class WaitingNotification(Base):
    """A notification that is not sent yet: it waits for the end of quiet hours, or for a push service."""

    __tablename__ = "waiting_notifications"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    # Of a push, which goes to one device.
    subscription_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("push_subscriptions.id", ondelete="CASCADE"), index=True
    )
    subject: Mapped[Subject]
    channel: Mapped[NotificationChannel]
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(index=True)
    due_at: Mapped[datetime] = mapped_column(index=True)
    tries: Mapped[int]
