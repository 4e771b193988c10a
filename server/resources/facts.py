"""What is known of a person's incomes, as forms need it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from server.resources.tables import Resource

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.people.tables import Member
    from server.resources.rules import ResourceKind

_MONTHS = 12


class ResourceFacts:
    """What each kind of income came to a month, the last time the fund heard of it."""

    def known(self, transaction: Transaction, member: Member) -> Mapping[str, Any]:
        """Return cents a month by path, such as `resources.wages`."""
        query = select(Resource).where(Resource.file_id == member.file_id, Resource.name == member.name)
        oldest_first = transaction.scalars(query.order_by(Resource.until_month, Resource.id))
        return {f"resources.{each.kind}": each.amount // _months(each) for each in oldest_first}

    def monthly(
        self, transaction: Transaction, file_id: UUID, months: Sequence[str]
    ) -> Iterator[tuple[str, ResourceKind, str, int]]:
        """Yield name, kind, month and cents of what the fund has heard of each of these months by itself."""
        query = select(Resource).where(
            Resource.file_id == file_id,
            Resource.from_month == Resource.until_month,
            Resource.from_month.in_(months),
        )
        for each in transaction.scalars(query.order_by(Resource.from_month, Resource.id)):
            yield each.name, each.kind, each.from_month, each.amount


def _months(resource: Resource) -> int:
    (first_year, first), (last_year, last) = (
        map(int, month.split("-")) for month in (resource.from_month, resource.until_month)
    )
    return (last_year - first_year) * _MONTHS + last - first + 1
