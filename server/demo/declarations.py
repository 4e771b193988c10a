"""The declarations that the demonstration's fund asks for: those of the past were sent, some wait now."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from server.declarations.rules import DECLARED_FOR, QUARTER, Quarter
from server.declarations.tables import Declaration
from server.demo.figures_households import plan_of
from server.demo.households import HOUSEHOLDS
from server.people.tables import Member
from server.rules.payments import last_pay_day, month_code, month_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session as Transaction

    from server.demo.resources import Resources

Row = dict[str, Any]

_SENT_BEFORE = 3
_SENT_ON = 9


def declaration_rows(transaction: Transaction, today: date, lived_on: Resources) -> Iterator[Row]:
    """Yield what is missing of the quarters that households are asked for, up to that day.

    At the first start all but the newest were sent; a quarter that opens later waits for its household.
    """
    members = {(row.file_id, row.name): str(row.id) for row in transaction.execute(_MEMBERS)}
    known = _known(transaction)
    for household in HOUSEHOLDS:
        plan = plan_of(household, last_pay_day(today))
        rights = {right.benefit for right in plan.rights if right.steps[-1].amount}
        if household.closed_on or not (plan.declaration_due or rights & {*DECLARED_FOR}):
            continue
        newest = known.get(household.file_id)
        if newest is None:
            # Who is not due has declared last month: the next quarter opens in two months.
            first = Quarter(month_code(month_of(today, QUARTER + (not plan.declaration_due))))
            for back in reversed(range(1, _SENT_BEFORE + 1)):
                yield _sent(household.file_id, first.before(back), members, lived_on)
            if plan.declaration_due:
                yield _asked(household.file_id, first)
            else:
                yield _sent(household.file_id, first, members, lived_on)
            continue
        following = newest.before(-1)
        while following.opens_on <= today:
            yield _asked(household.file_id, following)
            following = following.before(-1)


_MEMBERS = select(Member.id, Member.file_id, Member.name)


def _known(transaction: Transaction) -> dict[UUID, Quarter]:
    """Return the newest quarter that each file is asked for."""
    asked = select(Declaration.file_id, Declaration.quarter).order_by(Declaration.quarter)
    return {row.file_id: Quarter(row.quarter) for row in transaction.execute(asked)}


def _asked(file_id: UUID, quarter: Quarter) -> Row:
    return {
        "file_id": file_id,
        "quarter": quarter.first,
        "due_on": quarter.due_on,
        "declared_at": None,
        "incomes": [],
    }


def _sent(file_id: UUID, quarter: Quarter, members: dict[tuple[UUID, str], str], lived_on: Resources) -> Row:
    incomes = [
        {
            "member_id": members[file_id, row["name"]],
            "kind": row["kind"],
            "month": row["from_month"],
            "amount": row["amount"],
        }
        for row in lived_on.resources
        if row["file_id"] == file_id
        and row["from_month"] == row["until_month"]
        and row["from_month"] in quarter.months
    ]
    on = quarter.opens_on.replace(day=_SENT_ON)
    return _asked(file_id, quarter) | {
        "declared_at": datetime.combine(on, time(18, 4), UTC),
        "incomes": incomes,
    }
