"""What an export holds of spouse authorisations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from server.people.doors import Door
from server.people.export import opens
from server.spouse_authorisation.tables import AuthorisationChange

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Transaction

    from server.people.tables import Member


def export_authorisations(transaction: Transaction, member: Member) -> list[dict[str, Any]]:
    """Return the changes of the authorisation, the newest first."""
    if not opens(member, Door.SITUATION):
        return []
    found = transaction.scalars(
        select(AuthorisationChange)
        .where(AuthorisationChange.file_id == member.file_id)
        .order_by(AuthorisationChange.at.desc())
    )
    return [{"at": change.at.isoformat(timespec="seconds"), "given": change.given} for change in found]
