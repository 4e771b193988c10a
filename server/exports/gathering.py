"""Gather all data about a person, as features register it, and none about other people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from server.feature import in_published_order
from server.people.reach import Reach
from server.people.tables import Account

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.feature import Features

Facts = dict[str, Any]

# The order in which people read it; parts that are not named here follow.
_PARTS = (
    "person",
    "reach",
    "identity",
    "contact",
    "contact.changes",
    "access.code_at_sign_in",
    "access.closes_at",
    "access.sessions",
    "access.unlocked_devices",
    "access.accepted_terms",
)
_PARTS_OF_A_FILE = (
    "number",
    "role",
    "authorised",
    "contacts_known_to_the_fund",
    "closed_on",
    "situation",
    "quotient",
    "alerts",
    "authorisations",
    "account_masked",
    "entitlements",
    "payments",
    "debts",
    "payment_events",
    "documents",
    "quotients",
    "resources",
    "resource_corrections",
)


def gather(features: Features, transaction: Transaction, account_id: UUID, now: datetime) -> Facts:
    """Return all data about a person, as JSON values."""
    account = transaction.get_one(Account, account_id)
    facts: Facts = {"made_at": now.isoformat(timespec="seconds")}
    parts = {part.path: part for part in features.each(lambda feature: feature.export)}
    for path in in_published_order(parts, _PARTS):
        *sections, name = path.split(".")
        place = facts
        for section in sections:
            place = place.setdefault(section, {})
        place[name] = parts[path].gather(transaction, account_id)
    # An account whose holder is not proved has no files.
    members = account.memberships if account.reach is Reach.FULL else []
    of_a_file = {part.name: part for part in features.each(lambda feature: feature.file_export)}
    names = in_published_order(of_a_file, _PARTS_OF_A_FILE)
    facts["files"] = [
        {name: of_a_file[name].gather(transaction, member) for name in names} for member in members
    ]
    return facts
