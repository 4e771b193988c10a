"""What an export holds of the resources of a file, their corrections, and its quotients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from server.people.doors import Door
from server.people.export import opens
from server.resources.tables import Quotient, Resource, ResourceCorrection

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Transaction

    from server.people.tables import Member


def export_quotient(transaction: Transaction, member: Member) -> dict[str, Any] | None:
    """Return the quotient of the newest month."""
    if not opens(member, Door.QUOTIENT):
        return None
    query = select(Quotient).where(Quotient.file_id == member.file_id).order_by(Quotient.month.desc())
    newest = transaction.scalar(query.limit(1))
    return {"amount": newest.amount if newest else None, "month": newest.month if newest else None}


def export_quotients(transaction: Transaction, member: Member) -> list[dict[str, Any]]:
    """Return the quotients of all months, with what each is made of, the newest first."""
    if not opens(member, Door.QUOTIENT):
        return []
    query = select(Quotient).where(Quotient.file_id == member.file_id).order_by(Quotient.month.desc())
    return [
        {
            "month": each.month,
            "amount": each.amount,
            "unavailable_reason": each.unavailable_reason,
            "year": each.year,
            "incomes": each.incomes,
            "benefits": each.benefits,
            "children": each.children,
            "disabled_children": each.disabled_children,
        }
        for each in transaction.scalars(query)
    ]


def export_resources(transaction: Transaction, member: Member) -> list[dict[str, Any]]:
    """Return the resources, the newest first."""
    if not opens(member, Door.SITUATION):
        return []
    query = select(Resource).where(Resource.file_id == member.file_id)
    return [
        {
            "name": each.name,
            "kind": each.kind,
            "from_month": each.from_month,
            "until_month": each.until_month,
            "amount": each.amount,
            "source": each.source,
            "received_on": each.received_on.isoformat(),
            "declared_by": each.declared_by,
        }
        for each in transaction.scalars(query.order_by(Resource.until_month.desc(), Resource.id))
    ]


def export_corrections(transaction: Transaction, member: Member) -> list[dict[str, Any]]:
    """Return what was said to be wrong, the newest first."""
    if not opens(member, Door.SITUATION):
        return []
    query = select(ResourceCorrection).where(ResourceCorrection.file_id == member.file_id)
    return [
        {
            "reference": each.reference,
            "name": each.name,
            "resource_kind": each.resource_kind,
            "from_month": each.from_month,
            "until_month": each.until_month,
            "amount": each.amount,
            "kind": each.kind,
            "proposed_amount": each.proposed_amount,
            "comment": each.comment,
            "state": each.state,
            "asked_at": each.asked_at.isoformat(timespec="seconds"),
            "answered_at": each.answered_at.isoformat(timespec="seconds") if each.answered_at else None,
        }
        for each in transaction.scalars(query.order_by(ResourceCorrection.asked_at.desc()))
    ]
