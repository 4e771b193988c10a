"""What an export holds of the appointments of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from server.contact.offices import offices
from server.contact.rules import MeetingBy
from server.contact.tables import Appointment, Slot
from server.contact.text import HOW
from server.feature import ExportTable
from server.typesetting.french import moment

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction


def export_appointments(transaction: Transaction, account_id: UUID) -> list[dict[str, Any]]:
    """Return the appointments, the newest first."""
    found = transaction.scalars(
        select(Appointment)
        .join(Appointment.slot)
        .where(Appointment.account_id == account_id)
        .order_by(Slot.starts_at.desc())
    )
    return [
        {
            "office": each.slot.office,
            "way": each.slot.way.value,
            "subject": each.subject.value,
            "starts_at": each.slot.starts_at.isoformat(timespec="seconds"),
            "made_at": each.made_at.isoformat(timespec="seconds"),
            "called_off": each.cancelled_at is not None,
        }
        for each in found
    ]


def table_of_appointments(appointments: list[dict[str, Any]]) -> ExportTable:
    """Return the table of the export's document."""
    return ExportTable(
        "Mes rendez-vous",
        ("Caf", "Comment", "Quand"),
        tuple(
            (offices()[each["office"]].name, HOW[MeetingBy(each["way"])], moment(each["starts_at"]))
            for each in appointments
        ),
    )
