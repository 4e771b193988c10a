"""The dates of a person, gathered from the features that know them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sqlalchemy import select

from server.http.kinds import NOT_FOUND
from server.http.problems import Problem
from server.people.doors import DOOR_CLOSED, Door, Reason, closed
from server.people.reach import Reach
from server.people.tables import Account, Member

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.rules.agenda import AgendaDate
    from server.services import Services
    from server.sessions.service import Signed


class DateSource(Protocol):
    """A feature that knows dates."""

    def dates(
        self, transaction: Transaction, account_id: UUID, member: Member | None, since: date, until: date
    ) -> Iterable[AgendaDate]:
        """Return the dates of these days that a person may know.

        Args:
            transaction: where they are read.
            account_id: who asks.
            member: their place in the file that is asked about; None for what is theirs alone.
            since: the first day.
            until: the last day.
        """


class DateSources(tuple[DateSource, ...]):  # noqa: SLOT001 - a name for what is bound
    """All that knows dates."""


class Agenda:
    """The service of agendas."""

    def __init__(self, sources: DateSources) -> None:
        self._sources = sources

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(services[DateSources])

    def dates(
        self, transaction: Transaction, person: Signed, file_id: UUID | None, since: date, until: date
    ) -> list[AgendaDate]:
        """Return the dates of a person and of one of their files, the earliest first.

        Raises:
            Problem: `not_found` for a file of others, `door_closed` while the identity of the person is not checked.
        """
        member = None
        if file_id is not None:
            if person.reach is Reach.LIMITED:
                raise Problem(DOOR_CLOSED, reason=Reason.IDENTITY_UNCHECKED)
            member = _place(transaction, person.account_id, file_id)
        return self._gathered(transaction, person.account_id, [member], since, until)

    def closed(self, transaction: Transaction, person: Signed, file_id: UUID | None) -> Reason | None:
        """Return why the payments and requests of a file, and with them their dates, are closed to a person."""
        if file_id is None:
            return None
        member = _place(transaction, person.account_id, file_id)
        return closed(member.role, Door.PAYMENTS, authorised=member.authorised)

    def of_account(
        self, transaction: Transaction, account: Account, since: date, until: date
    ) -> list[AgendaDate]:
        """Return the dates of a person and of all their files, the earliest first."""
        members: list[Member | None] = [None]
        if account.reach is Reach.FULL and account.memberships:
            members = [*account.memberships]
        return self._gathered(transaction, account.id, members, since, until)

    def _gathered(
        self,
        transaction: Transaction,
        account_id: UUID,
        members: Sequence[Member | None],
        since: date,
        until: date,
    ) -> list[AgendaDate]:
        # What is the person's own comes with each file, and is one date all the same.
        found = {
            (each.file_id, each.id): each
            for member in members
            for source in self._sources
            for each in source.dates(transaction, account_id, member, since, until)
        }
        return sorted(found.values(), key=_in_time)


def _in_time(each: AgendaDate) -> tuple[date, bool, str, str]:
    at = each.starts_at.isoformat() if each.starts_at is not None else ""
    return each.day, bool(at), at, each.id


def _place(transaction: Transaction, account_id: UUID, file_id: UUID) -> Member:
    stands = select(Member).where(Member.account_id == account_id, Member.file_id == file_id)
    member = transaction.scalar(stands.order_by(Member.position).limit(1))
    if member is None:
        raise Problem(NOT_FOUND)
    return member


def only(dates: Iterable[AgendaDate], date_id: str) -> AgendaDate:
    """Return the date of that id.

    Raises:
        Problem: `not_found`.
    """
    found = next((each for each in dates if each.id == date_id), None)
    if found is None:
        raise Problem(NOT_FOUND)
    return found
