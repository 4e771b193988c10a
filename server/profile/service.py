"""The profile of a file: its people, and what ends when they grow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import select

from server.people.doors import Role
from server.people.tables import Member
from server.profile.rules import age_on, birthday

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.services import Services

_ORDER = (Role.RESPONSABLE, Role.CONJOINT, Role.ENFANT, Role.PERSONNE_A_CHARGE)


class AgedRights(Protocol):
    """The rights of files that hang on the age of a child, as a profile needs them."""

    def ages(self, transaction: Transaction, file_id: UUID) -> Sequence[tuple[str, int]]:
        """Return benefits of a file that are not closed, by code, each with the age at which it may end."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A benefit that may end as a child reaches an age, and the day."""

    benefit: str
    age: int
    on: date


@dataclass(frozen=True, slots=True)
class HouseholdPerson:
    """A person of a household.

    Attributes:
        member: as the fund knows them.
        age: in whole years; None where it is unknown.
        ends: what may end as they grow, the soonest first.
    """

    member: Member
    age: int | None
    ends: tuple[Ending, ...]


class Profiles:
    """The service of profiles."""

    def __init__(self, rights: AgedRights) -> None:
        self._rights = rights

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(services[AgedRights])

    def people(self, transaction: Transaction, file_id: UUID, today: date) -> list[HouseholdPerson]:
        """Return the people of a file: adults, then children, the eldest first."""
        members = transaction.scalars(select(Member).where(Member.file_id == file_id)).all()
        rights = self._rights.ages(transaction, file_id)
        return [
            HouseholdPerson(each, age_on(each.birth_date or "", today), _endings(each, rights, today))
            for each in sorted(
                members, key=lambda each: (_ORDER.index(each.role), each.birth_date or "", each.name)
            )
        ]


def _endings(member: Member, rights: Sequence[tuple[str, int]], today: date) -> tuple[Ending, ...]:
    if member.role is not Role.ENFANT:
        return ()
    days = ((benefit, age, birthday(member.birth_date or "", age)) for benefit, age in rights)
    coming = [Ending(benefit, age, day) for benefit, age, day in days if day is not None and day > today]
    return tuple(sorted(coming, key=lambda each: (each.on, each.benefit)))
