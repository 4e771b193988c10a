"""What an export holds of the declarations of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from server.declarations.tables import Declaration
from server.people.doors import Door
from server.people.export import opens
from server.people.tables import Member

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Transaction


def export_declarations(transaction: Transaction, member: Member) -> list[dict[str, Any]]:
    """Return what was declared, quarter by quarter, the newest first."""
    if not opens(member, Door.CHANGES):
        return []
    people = select(Member).where(Member.file_id == member.file_id)
    names = {str(each.id): each.name for each in transaction.scalars(people)}
    query = select(Declaration).where(
        Declaration.file_id == member.file_id, Declaration.declared_at.is_not(None)
    )
    return [
        {
            "quarter": each.quarter,
            "declared_at": each.declared_at.isoformat() if each.declared_at else None,
            "incomes": [
                {
                    "name": names.get(income["member_id"]),
                    "kind": income["kind"],
                    "month": income["month"],
                    "amount": income["amount"],
                }
                for income in each.incomes
            ],
        }
        for each in transaction.scalars(query.order_by(Declaration.quarter.desc()))
    ]
