"""What the fund knows of who fills in a form, by paths such as `person.address`, so that nothing is asked twice.

A file's facts are known to who may see its situation; whose door is closed is asked what anybody would be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import select

from server.people.doors import Door, Role, closed
from server.people.tables import Account, Member

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

_ADULTS = frozenset({Role.RESPONSABLE, Role.CONJOINT})
HOUSEHOLD = "household"


class Facts(Protocol):
    """What a feature knows of a person, as forms need it."""

    def known(self, transaction: Transaction, member: Member) -> Mapping[str, Any]:
        """Return answers by path, of a member of a file who may see its situation."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one person.

    Attributes:
        facts: answers, or lists of what a group repeats, by path.
        people: whom of the household a question may offer, by path: each an id with a name.
    """

    facts: Mapping[str, Any]
    people: Mapping[str, Sequence[tuple[str, str]]]


def known(transaction: Transaction, account_id: UUID, file_id: UUID | None, more: Sequence[Facts]) -> Known:
    """Return what is known of a person, in one of their files or in none."""
    account = transaction.get_one(Account, account_id)
    facts: dict[str, Any] = _of_person(account)
    stands = select(Member).where(Member.account_id == account_id, Member.file_id == file_id)
    member = transaction.scalar(stands.order_by(Member.position).limit(1)) if file_id is not None else None
    if member is None:
        return Known(_without_blanks(facts), {})
    if closed(member.role, Door.SITUATION, authorised=member.authorised) is None:
        facts |= _of_file(member)
        for each in more:
            facts |= each.known(transaction, member)
    everybody = sorted(member.file.members, key=lambda each: (each.position, each.name))
    return Known(
        _without_blanks(facts),
        {
            HOUSEHOLD: _named(everybody),
            f"{HOUSEHOLD}.adults": _named([each for each in everybody if each.role in _ADULTS]),
            f"{HOUSEHOLD}.children": _named([each for each in everybody if each.role not in _ADULTS]),
            f"{HOUSEHOLD}.others": _named([each for each in everybody if each.id != member.id]),
        },
    )


def _of_person(account: Account) -> dict[str, Any]:
    return {
        "person.first_names": ", ".join(account.first_names),
        "person.last_name": account.last_name,
        "person.birth_date": account.birth_date.iso,
        "person.mail": account.mail,
        "person.phone": account.phone,
        "person.address": _address(account.address),
    }


def _of_file(member: Member) -> dict[str, Any]:
    children = [each for each in member.file.members if each.role not in _ADULTS]
    return {
        "file.number": member.file.number,
        "file.marital": member.file.marital,
        "file.marital_since": member.file.marital_since.isoformat() if member.file.marital_since else None,
        "file.occupation": member.file.occupation,
        "file.children_count": member.file.children_count,
        f"{HOUSEHOLD}.children": [
            {"person": {"person_id": str(child.id)}, "name": child.name, "birth_date": child.birth_date}
            for child in children
        ],
    }


def _address(address: Mapping[str, Any] | None) -> dict[str, str] | None:
    if address is None:
        return None
    lines = [*address["lines"], ""]
    return {
        "line1": lines[0],
        "line2": lines[1],
        "postcode": address["postcode"],
        "city": address["city"],
        "country": address["country"],
    }


def _named(members: Sequence[Member]) -> list[tuple[str, str]]:
    return [(str(member.id), member.name) for member in members]


def _without_blanks(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {path: fact for path, fact in facts.items() if fact is not None}
