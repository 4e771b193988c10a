"""Declarations of three months: which are asked for, the form of one made for its household, and what was sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import select

from server.clock import Clock
from server.declarations.form import QUESTIONNAIRE, Declarant, answers, form, incomes
from server.declarations.rules import Quarter
from server.declarations.tables import Declaration
from server.http.kinds import NOT_FOUND
from server.http.problems import Problem
from server.people.doors import Role
from server.people.tables import Member

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from typing import Self
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.declarations.form import Amounts
    from server.declarations.rules import IncomeKind
    from server.services import Services

_EARNS_FROM = 16
"""From which age a child's income is asked for, in years: it may be an apprentice's."""
_ADULTS = frozenset({Role.RESPONSABLE, Role.CONJOINT})


class KnownIncomes(Protocol):
    """What the fund has heard of incomes, as declarations need it."""

    def monthly(
        self, transaction: Transaction, file_id: UUID, months: Sequence[str]
    ) -> Iterable[tuple[str, IncomeKind, str, int]]:
        """Yield the member's name, the kind, the month and the cents of what is known of each of these months."""


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a declaration with what is filled in beforehand."""

    definition: dict[str, Any]
    answers: dict[str, Any] = field(repr=False)


class Declarations:
    """The service of declarations."""

    def __init__(self, clock: Clock, known_incomes: KnownIncomes) -> None:
        self._clock = clock
        self._known_incomes = known_incomes

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(services[Clock], services[KnownIncomes])

    def of_file(self, transaction: Transaction, file_id: UUID) -> list[Declaration]:
        """Return the declarations that can be sent or were, the newest first."""
        today = self._today()
        query = select(Declaration).where(Declaration.file_id == file_id)
        found = transaction.scalars(query.order_by(Declaration.quarter.desc()))
        return [each for each in found if each.declared_at or Quarter(each.quarter).is_open(today)]

    def due(self, transaction: Transaction, file_id: UUID) -> Declaration | None:
        """Return the oldest declaration that waits to be sent; None where none does."""
        waiting = [each for each in self.of_file(transaction, file_id) if each.declared_at is None]
        return waiting[-1] if waiting else None

    def can_send(self, declaration: Declaration) -> bool:
        """Return whether a declaration can be sent or corrected today."""
        return Quarter(declaration.quarter).is_open(self._today())

    def is_late(self, declaration: Declaration) -> bool:
        """Return whether a declaration was not sent in time."""
        return declaration.declared_at is None and self._today() > declaration.due_on

    def form(self, transaction: Transaction, questionnaire: str, file_id: UUID | None, period: str) -> Form:
        """Return the form of a quarter, made for a household.

        Raises:
            Problem: `not_found` where the fund does not ask for that quarter, or where it is too early or too late.
        """
        if questionnaire != QUESTIONNAIRE or file_id is None:
            raise Problem(NOT_FOUND)
        asked = transaction.get(Declaration, (file_id, period))
        if asked is None or not self.can_send(asked):
            raise Problem(NOT_FOUND)
        quarter = Quarter(period)
        before = transaction.get(Declaration, (file_id, quarter.before().first))
        declarants = self._declarants(transaction, quarter, asked, before)
        return Form(form(quarter, declarants), answers(quarter, declarants))

    def record(
        self,
        transaction: Transaction,
        questionnaire: str,
        file_id: UUID | None,
        period: str | None,
        answered: Mapping[str, Any],
    ) -> None:
        """Note what was sent; what is no declaration is not noted.

        Raises:
            Problem: `not_found` where it is too late for that quarter.
        """
        if questionnaire != QUESTIONNAIRE or file_id is None or period is None:
            return
        asked = transaction.get(Declaration, (file_id, period), with_for_update=True)
        if asked is None or not self.can_send(asked):
            raise Problem(NOT_FOUND)
        asked.incomes = self.declared(transaction, file_id, period, answered)
        asked.declared_at = self._clock.now()

    def declared(
        self, transaction: Transaction, file_id: UUID, period: str, answered: Mapping[str, Any]
    ) -> list[dict[str, Any]]:
        """Return the incomes of answers, as they are kept."""
        quarter = Quarter(period)
        members = [str(each.id) for each in self.earners(transaction, file_id, quarter)]
        return [
            {"member_id": member, "kind": kind, "month": month, "amount": amount}
            for member, kind, month, amount in incomes(quarter, members, answered)
        ]

    def earners(self, transaction: Transaction, file_id: UUID, quarter: Quarter) -> list[Member]:
        """Return whose income is declared: adults, and who is old enough to earn."""
        members = self.members(transaction, file_id)
        return [each for each in members if each.role in _ADULTS or _may_earn(each, quarter)]

    def members(self, transaction: Transaction, file_id: UUID) -> list[Member]:
        """Return the members of a file, the responsable first."""
        query = (
            select(Member).where(Member.file_id == file_id).order_by(Member.position, Member.name, Member.id)
        )
        found = transaction.scalars(query).all()
        # Positions are those of each person's files, so that of two members neither may be the first.
        return sorted(found, key=lambda each: each.role is not Role.RESPONSABLE)

    def _declarants(
        self, transaction: Transaction, quarter: Quarter, asked: Declaration, before: Declaration | None
    ) -> list[Declarant]:
        known: dict[str, Amounts] = {}
        for name, kind, month, amount in self._known_incomes.monthly(
            transaction, asked.file_id, quarter.months
        ):
            amounts = known.setdefault(name, {})
            amounts[kind, month] = amounts.get((kind, month), 0) + amount
        last = quarter.before().months[-1]
        return [
            Declarant(
                name=member.name,
                known=known.get(member.name, {}),
                before={
                    kind: amount
                    for (kind, month), amount in _incomes_of(member, before).items()
                    if month == last
                },
                declared=_incomes_of(member, asked) if asked.declared_at else None,
            )
            for member in self.earners(transaction, asked.file_id, quarter)
        ]

    def _today(self) -> date:
        return self._clock.now().date()


def _may_earn(member: Member, quarter: Quarter) -> bool:
    if member.birth_date is None:
        return False
    year, month = member.birth_date[:4], member.birth_date[5:7]
    return f"{int(year) + _EARNS_FROM}-{month}" <= quarter.months[-1]


def _incomes_of(member: Member, declaration: Declaration | None) -> Amounts:
    if declaration is None:
        return {}
    return {
        (each["kind"], each["month"]): each["amount"]
        for each in declaration.incomes
        if each["member_id"] == str(member.id)
    }
