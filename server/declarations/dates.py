"""The last days of declarations: of those that wait to be sent, and of the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.declarations.rules import Quarter
from server.declarations.service import Declarations
from server.people.doors import Door, closed
from server.rules.agenda import AgendaDate, DateCode, DateKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.people.tables import Member
    from server.services import Services


class DeclarationDates:
    """The dates of the declarations of files."""

    def __init__(self, declarations: Declarations) -> None:
        self._declarations = declarations

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build it from the services that it needs."""
        return cls(services[Declarations])

    def dates(
        self, transaction: Transaction, _: UUID, member: Member | None, since: date, until: date
    ) -> Iterator[AgendaDate]:
        """Yield the last days, where declarations are open to the member."""
        if member is None or closed(member.role, Door.CHANGES, authorised=member.authorised):
            return
        known = self._declarations.of_file(transaction, member.file_id)
        asked = [(each.quarter, each.due_on, DateCode.DUE) for each in known if each.declared_at is None]
        if known and member.file.closed_on is None:
            following = Quarter(known[0].quarter).before(-1)
            asked.append((following.first, following.due_on, DateCode.LATER))
        for quarter, day, code in asked:
            if since <= day <= until:
                yield AgendaDate(
                    kind=DateKind.DECLARATION,
                    code=code,
                    key=quarter,
                    day=day,
                    file_id=member.file_id,
                    quarter=quarter,
                )
