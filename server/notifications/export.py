"""What an export holds of notifications: what a person chose, since when, and the devices that show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from server.feature import ExportTable
from server.notifications.rules import NotificationChannel
from server.notifications.tables import NotificationChoice, NotificationSettings, PushSubscription
from server.notifications.text import CHANNELS, CHOICES, DEVICES, SUBJECTS
from server.outbox.telling import Subject
from server.typesetting.french import moment

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction


def export_choices(transaction: Transaction, account_id: UUID) -> dict[str, Any]:
    """Return what a person chose; empty where they chose nothing."""
    known = transaction.get(NotificationSettings, account_id)
    if known is None:
        return {}
    query = select(NotificationChoice).where(NotificationChoice.account_id == account_id)
    return {
        "chosen_at": known.chosen_at.isoformat(timespec="seconds") if known.chosen_at else None,
        "refused_at": known.refused_at.isoformat(timespec="seconds") if known.refused_at else None,
        "quiet_from_minute": known.quiet_from,
        "quiet_until_minute": known.quiet_until,
        "choices": [
            {
                "subject": each.subject.value,
                "channel": each.channel.value,
                "consented_at": each.consented_at.isoformat(timespec="seconds"),
            }
            for each in transaction.scalars(
                query.order_by(NotificationChoice.subject, NotificationChoice.channel)
            )
        ],
    }


def table_of_choices(said: dict[str, Any]) -> ExportTable:
    """Return the table of the export's document."""
    rows = tuple(
        (
            SUBJECTS[Subject(each["subject"])],
            CHANNELS[NotificationChannel(each["channel"])],
            moment(each["consented_at"]),
        )
        for each in said.get("choices", ())
    )
    return ExportTable(CHOICES, ("De quoi", "Comment", "Depuis le"), rows)


def export_devices(transaction: Transaction, account_id: UUID) -> list[dict[str, Any]]:
    """Return the devices of a person; the addresses that they are reached at are secrets of theirs."""
    query = select(PushSubscription).where(PushSubscription.account_id == account_id)
    return [
        {"device": each.device_name, "since": each.made_at.isoformat(timespec="seconds")}
        for each in transaction.scalars(query.order_by(PushSubscription.made_at))
    ]


def table_of_devices(devices: list[dict[str, Any]]) -> ExportTable:
    """Return the table of the export's document."""
    return ExportTable(
        DEVICES, ("Appareil", "Depuis le"), tuple((each["device"], moment(each["since"])) for each in devices)
    )
