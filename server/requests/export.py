"""What an export holds of the requests that a person began or sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from server.feature import ExportTable
from server.requests.rules import RequestState, grouped
from server.requests.tables import Request
from server.requests.text import REQUESTS, STATES
from server.typesetting.french import moment

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction


def export_requests(transaction: Transaction, account_id: UUID) -> list[dict[str, Any]]:
    """Return the person's own requests with their answers, the newest first; others' answers are others' data."""
    found = transaction.scalars(
        select(Request).where(Request.account_id == account_id).order_by(Request.updated_at.desc())
    )
    return [
        {
            "reference": grouped(each.reference),
            "questionnaire": each.questionnaire,
            "title": each.title,
            "state": each.state.value,
            "opened_at": each.opened_at.isoformat(timespec="seconds"),
            "sent_at": each.sent_at.isoformat(timespec="seconds") if each.sent_at else None,
            "reason": each.reason,
            "answers": each.answers,
            "events": [
                {"kind": event.kind.value, "at": event.at.isoformat(timespec="seconds"), "text": event.text}
                for event in each.events
            ],
        }
        for each in found
    ]


def table_of_requests(requests: list[dict[str, Any]]) -> ExportTable:
    """Return the table of the export's document."""
    return ExportTable(
        REQUESTS,
        ("Démarche", "Numéro", "Commencée le", "État"),
        tuple(
            (
                each["title"],
                each["reference"],
                moment(each["opened_at"]),
                STATES[RequestState(each["state"])],
            )
            for each in requests
        ),
    )
