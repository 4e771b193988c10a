"""What an export holds of the account and of the person's files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from server.feature import ExportPart, FileExportPart
from server.people.doors import Door, closed
from server.people.tables import Account, Member

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction


def opens(member: Member, door: Door) -> bool:
    """Return whether a door of the file is open to that member."""
    return closed(member.role, door, authorised=member.authorised) is None


def _person(transaction: Transaction, account_id: UUID) -> dict[str, Any]:
    account = transaction.get_one(Account, account_id)
    return {
        "identifier": account.identifier,
        "civility": account.civility,
        "first_names": account.first_names,
        "last_name": account.last_name,
        "birth_date": account.birth_date.iso,
    }


def _reach(transaction: Transaction, account_id: UUID) -> str:
    return transaction.get_one(Account, account_id).reach


def _contact(transaction: Transaction, account_id: UUID) -> dict[str, Any]:
    account = transaction.get_one(Account, account_id)
    return {
        "mail": account.mail,
        "mail_verified": account.mail_verified,
        "phone": account.phone,
        "phone_verified": account.phone_verified,
        "address": account.address,
    }


def _code_channel(transaction: Transaction, account_id: UUID) -> str | None:
    return transaction.get_one(Account, account_id).code_channel


def _known_contacts(_: Transaction, member: Member) -> dict[str, Any]:
    return {"mail": member.known_mail, "phone": member.known_phone}


def _closed_on(_: Transaction, member: Member) -> str | None:
    return member.file.closed_on.isoformat() if member.file.closed_on else None


def _situation(_: Transaction, member: Member) -> dict[str, Any] | None:
    file = member.file
    if not opens(member, Door.SITUATION):
        return None
    return {
        "marital": file.marital,
        "since": file.marital_since.isoformat() if file.marital_since else None,
        "occupation": file.occupation,
        "children_count": file.children_count,
    }


PARTS = (
    ExportPart("person", _person),
    ExportPart("reach", _reach),
    ExportPart("contact", _contact),
    ExportPart("access.code_at_sign_in", _code_channel),
)
FILE_PARTS = (
    FileExportPart("number", lambda _, member: member.file.number),
    FileExportPart("role", lambda _, member: member.role),
    FileExportPart("authorised", lambda _, member: member.authorised),
    FileExportPart("contacts_known_to_the_fund", _known_contacts),
    FileExportPart("closed_on", _closed_on),
    FileExportPart("situation", _situation),
)
