"""Everything that the server holds on a person, and nothing of their neighbours.

Of a file, what the person's place in it opens: behind a closed door stands somebody else's data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from server.contacts.tables import ContactChange
from server.home.tables import Alert
from server.identities.tables import Identity
from server.migration.tables import AcceptedTerms
from server.payments.tables import Entitlement, Payment
from server.people.closing import closes_at
from server.people.doors import Door, closed
from server.people.reach import Reach
from server.people.tables import Account
from server.scans.tables import Scan
from server.sessions.tables import DeviceKey, SignedSession
from server.spouse_authorisation.tables import AuthorisationChange

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.people.tables import File, Member

Facts = dict[str, Any]


def gather(transaction: Transaction, account_id: UUID, now: datetime) -> Facts:
    """All of it, as JSON values; dates are ISO 8601, amounts integer cents."""
    account = transaction.get_one(Account, account_id)
    closing = closes_at(transaction, account_id)
    return {
        "made_at": now.isoformat(timespec="seconds"),
        "person": {
            "identifier": account.identifier,
            "civility": account.civility,
            "first_names": account.first_names,
            "last_name": account.last_name,
            "birth_date": account.birth_date.iso,
        },
        "reach": account.reach,
        "identity": _identity(transaction, account_id),
        "contact": {
            "mail": account.mail,
            "mail_verified": account.mail_verified,
            "phone": account.phone,
            "phone_verified": account.phone_verified,
            "address": account.address,
            "changes": _changes(transaction, account_id),
        },
        "access": {
            "code_at_sign_in": account.code_channel,
            "closes_at": closing.isoformat(timespec="seconds") if closing else None,
            "sessions": _sessions(transaction, account_id),
            "unlocked_devices": _keys(transaction, account_id),
            "accepted_terms": _terms(transaction, account_id),
        },
        # An account whose holder is not proved stands in none.
        "files": [
            _file(transaction, member) for member in account.memberships if account.reach is Reach.FULL
        ],
    }


def _identity(transaction: Transaction, account_id: UUID) -> Facts | None:
    known = transaction.get(Identity, account_id)
    scans = transaction.scalars(select(Scan).where(Scan.account_id == account_id).order_by(Scan.position))
    sent = [{"file_name": scan.file_name, "bytes": scan.size} for scan in scans]
    if known is None:
        return {"scans": sent} if sent else None
    return {
        "birth_name": known.birth_name,
        "used_name": known.used_name,
        "birth_place_kind": known.birth_place_kind,
        "birth_place_code": known.birth_place_code,
        "document_kind": known.document_kind,
        "document_number": known.document_number,
        "verdict": known.verdict,
        "created_for": known.benefit,
        "created_at": known.opened_at.isoformat(timespec="seconds") if known.opened_at else None,
        "scans": sent,
    }


def _changes(transaction: Transaction, account_id: UUID) -> list[Facts]:
    made = transaction.scalars(
        select(ContactChange)
        .where(ContactChange.account_id == account_id, ContactChange.made_at.is_not(None))
        .order_by(ContactChange.made_at)
    )
    return [
        {
            "channel": change.channel,
            "from": change.replaced,
            "to": change.destination,
            "made_at": change.made_at.isoformat(timespec="seconds") if change.made_at else None,
        }
        for change in made
    ]


def _sessions(transaction: Transaction, account_id: UUID) -> list[Facts]:
    found = transaction.scalars(
        select(SignedSession)
        .where(SignedSession.account_id == account_id)
        .order_by(SignedSession.created_at.desc())
    )
    return [
        {
            "device_name": session.device_name,
            "created_at": session.created_at.isoformat(timespec="seconds"),
            "last_seen_at": session.last_seen_at.isoformat(timespec="seconds"),
            "ended": session.ended_at is not None,
        }
        for session in found
    ]


def _keys(transaction: Transaction, account_id: UUID) -> list[Facts]:
    found = transaction.scalars(
        select(DeviceKey).where(DeviceKey.account_id == account_id).order_by(DeviceKey.created_at)
    )
    return [
        {
            "device_name": key.device_name,
            "created_at": key.created_at.isoformat(timespec="seconds"),
            "last_used_at": key.last_used_at.isoformat(timespec="seconds"),
        }
        for key in found
    ]


def _terms(transaction: Transaction, account_id: UUID) -> list[Facts]:
    found = transaction.scalars(
        select(AcceptedTerms)
        .where(AcceptedTerms.account_id == account_id)
        .order_by(AcceptedTerms.accepted_at)
    )
    return [
        {"version": terms.version, "accepted_at": terms.accepted_at.isoformat(timespec="seconds")}
        for terms in found
    ]


def _file(transaction: Transaction, member: Member) -> Facts:
    file, opened = member.file, {door: _opens(member, door) for door in Door}
    return {
        "number": file.number,
        "role": member.role,
        "authorised": member.authorised,
        "contacts_known_to_the_fund": {"mail": member.known_mail, "phone": member.known_phone},
        "closed_on": file.closed_on.isoformat() if file.closed_on else None,
        "situation": _situation(file) if opened[Door.SITUATION] else None,
        "quotient": (
            {"amount": file.quotient_amount, "month": file.quotient_month} if opened[Door.QUOTIENT] else None
        ),
        "alerts": _alerts(transaction, file) if opened[Door.REQUESTS] else [],
        "authorisations": _authorisations(transaction, file) if opened[Door.SITUATION] else [],
        "account_masked": file.account_masked if opened[Door.PAYMENTS] else None,
        "entitlements": _entitlements(transaction, file) if opened[Door.PAYMENTS] else [],
        "payments": _payments(transaction, file) if opened[Door.PAYMENTS] else [],
    }


def _opens(member: Member, door: Door) -> bool:
    return closed(member.role, door, authorised=member.authorised) is None


def _situation(file: File) -> Facts:
    return {
        "marital": file.marital,
        "since": file.marital_since.isoformat() if file.marital_since else None,
        "occupation": file.occupation,
        "children_count": file.children_count,
    }


def _authorisations(transaction: Transaction, file: File) -> list[Facts]:
    found = transaction.scalars(
        select(AuthorisationChange)
        .where(AuthorisationChange.file_id == file.id)
        .order_by(AuthorisationChange.at.desc())
    )
    return [{"at": change.at.isoformat(timespec="seconds"), "given": change.given} for change in found]


def _alerts(transaction: Transaction, file: File) -> list[Facts]:
    found = transaction.scalars(select(Alert).where(Alert.file_id == file.id).order_by(Alert.code))
    return [
        {
            "code": alert.code,
            "document": alert.document,
            "due_on": alert.due_on.isoformat() if alert.due_on else None,
            "amount": alert.amount,
        }
        for alert in found
    ]


def _entitlements(transaction: Transaction, file: File) -> list[Facts]:
    found = transaction.scalars(
        select(Entitlement).where(Entitlement.file_id == file.id).order_by(Entitlement.benefit)
    )
    return [
        {
            "benefit": due.benefit,
            "amount": due.amount,
            "since": due.since.isoformat(),
            "until": due.until.isoformat() if due.until else None,
        }
        for due in found
    ]


def _payments(transaction: Transaction, file: File) -> list[Facts]:
    found = transaction.scalars(
        select(Payment).where(Payment.file_id == file.id).order_by(Payment.paid_on.desc())
    )
    return [
        {
            "paid_on": payment.paid_on.isoformat(),
            "month": payment.month,
            "amount": payment.amount,
            "lines": [
                {"benefit": line.benefit, "month": line.month, "amount": line.amount, "kind": line.kind}
                for line in payment.lines
            ],
            "recoveries": [
                {
                    "benefit": taken.benefit,
                    "month": taken.month,
                    "amount": taken.amount,
                    "reason": taken.reason,
                    "remaining": taken.remaining,
                }
                for taken in payment.recoveries
            ],
        }
        for payment in found
    ]
