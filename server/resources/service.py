"""Resources, what people say is wrong with them, and the quotient familial."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import select

from server.clock import Clock
from server.crypto.tokens import readable_code
from server.dispatches.service import Dispatches
from server.http.kinds import CHANGED_MEANWHILE, NOT_FOUND
from server.http.problems import Problem, invalid
from server.resources.dispatches import RESOURCE_CORRECTION
from server.resources.rules import MOST_YEARS, first_year, quotient_of
from server.resources.rules import Household as Counted
from server.resources.tables import Quotient, Resource, ResourceCorrection

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.people.tables import Member
    from server.resources.rules import CorrectionKind
    from server.services import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """What somebody says is wrong with a resource; what they typed is in no log."""

    kind: CorrectionKind
    amount: int | None = field(repr=False)
    comment: str = field(repr=False)


class Resources:
    """The resources of a store."""

    def __init__(self, *, clock: Clock, dispatches: Dispatches) -> None:
        self._clock = clock
        self._dispatches = dispatches

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(clock=services[Clock], dispatches=services[Dispatches])

    def of_year(self, transaction: Transaction, file_id: UUID, year: int) -> Sequence[Resource]:
        """Return the resources of which a month lies in a year, the newest first.

        Raises:
            Problem: `validation_failed` for a year to come, or of too long ago.
        """
        today = self._clock.now().date()
        if not first_year(today) <= year <= today.year:
            raise invalid(("year", "out_of_range"))
        query = (
            select(Resource)
            .where(
                Resource.file_id == file_id,
                Resource.from_month <= f"{year}-12",
                Resource.until_month >= f"{year}-01",
            )
            .order_by(Resource.until_month.desc(), Resource.name, Resource.kind, Resource.id)
        )
        return transaction.scalars(query).all()

    def years(self, transaction: Transaction, file_id: UUID) -> list[int]:
        """Return the years in which there is something to show, the newest first."""
        query = (
            select(Resource.from_month, Resource.until_month).where(Resource.file_id == file_id).distinct()
        )
        found: set[int] = set()
        for from_month, until_month in transaction.execute(query):
            found.update(range(int(from_month[:4]), int(until_month[:4]) + 1))
        first = first_year(self._clock.now().date())
        return sorted((year for year in found if year >= first), reverse=True)

    def corrections(self, transaction: Transaction, file_id: UUID) -> Sequence[ResourceCorrection]:
        """Return what was said to be wrong, the newest first."""
        query = select(ResourceCorrection).where(ResourceCorrection.file_id == file_id)
        newest = (ResourceCorrection.asked_at.desc(), ResourceCorrection.reference)
        return transaction.scalars(query.order_by(*newest)).all()

    def correct(
        self, transaction: Transaction, member: Member, resource_id: UUID, wrong: Wrong
    ) -> ResourceCorrection:
        """Record what is wrong with a resource, as it stands now.

        Raises:
            Problem: `not_found`; `changed_meanwhile` while another correction of it waits for its answer.
        """
        resource = transaction.get(Resource, resource_id)
        if resource is None or resource.file_id != member.file_id:
            raise Problem(NOT_FOUND)
        waiting = select(ResourceCorrection.id).where(
            ResourceCorrection.resource_id == resource_id, ResourceCorrection.state == "received"
        )
        if transaction.scalar(waiting.limit(1)) is not None:
            raise Problem(CHANGED_MEANWHILE)
        code = readable_code(8)
        correction = ResourceCorrection(
            id=uuid4(),
            reference=f"{code[:4]}-{code[4:]}",
            file_id=member.file_id,
            account_id=member.account_id,
            resource_id=resource.id,
            name=resource.name,
            resource_kind=resource.kind,
            from_month=resource.from_month,
            until_month=resource.until_month,
            amount=resource.amount,
            kind=wrong.kind,
            proposed_amount=wrong.amount,
            comment=wrong.comment or None,
            state="received",
            asked_at=self._clock.now(),
            answered_at=None,
        )
        transaction.add(correction)
        transaction.flush()
        self._dispatches.write(
            transaction,
            RESOURCE_CORRECTION,
            "sent",
            correction.id,
            account_id=member.account_id,
            file_id=member.file_id,
        )
        return correction

    def latest(self, transaction: Transaction, file_id: UUID) -> Quotient | None:
        """Return the quotient of the newest month, if any."""
        query = select(Quotient).where(Quotient.file_id == file_id)
        return transaction.scalar(query.order_by(Quotient.month.desc()).limit(1))

    def known(self, transaction: Transaction, file_id: UUID) -> tuple[int, str] | None:
        """Return the newest quotient and its month; None where there is none."""
        newest = self.latest(transaction, file_id)
        return (newest.amount, newest.month) if newest is not None and newest.amount is not None else None

    def quotients(self, transaction: Transaction, file_id: UUID) -> Sequence[Quotient]:
        """Return the quotients of at most ten years, the newest first."""
        query = select(Quotient).where(Quotient.file_id == file_id)
        return transaction.scalars(query.order_by(Quotient.month.desc()).limit(12 * MOST_YEARS)).all()


def is_explained(quotient: Quotient) -> bool:
    """Return whether what a quotient was made of is known, and makes that very amount."""
    if quotient.amount is None or quotient.year is None:
        return False
    return quotient.amount == quotient_of(
        (income["amount"] for income in quotient.incomes), quotient.benefits, counted(quotient)
    )


def counted(quotient: Quotient) -> Counted:
    """Return who counts in a quotient."""
    return Counted(quotient.children, quotient.disabled_children)
