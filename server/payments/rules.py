"""Rules of payments: what a month amounts to, why it differs from the month before, what is left of a debt.

Amounts are integer cents. A month of payments is the calendar month in which they were paid, `2026-11`; the months of
right that their lines name play no part. A payment that the bank refused counts for nothing; the one that pays it again
counts where it arrives.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, NamedTuple

from server.rules.payments import first_day, month_code, month_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from uuid import UUID

Status = Literal["paid", "refused"]
RefusedReason = Literal["account_closed", "account_unknown"]
LineKind = Literal["benefit", "arrears"]
PartKind = Literal["right", "arrears", "recovery"]
ChangeKind = Literal["added", "removed", "changed", "unchanged"]
DebtReason = Literal["income_change", "situation_change", "duplicate_payment"]
DebtState = Literal["open", "settled", "cancelled"]
EventKind = Literal[
    "declaration",
    "birthday",
    "birth",
    "move",
    "separation",
    "couple",
    "work_started",
    "work_ended",
    "school_year",
    "new_rate",
    "debt_started",
    "debt_changed",
    "debt_ended",
    "right_opened",
    "right_closed",
    "suspended",
    "resumed",
    "payment_refused",
    "arrears",
]

KEPT_MONTHS = 120
"""How many months before the current one can be asked for: ten years."""


class Part(NamedTuple):
    """What amounts are compared by: a benefit as it is due, its arrears, or what is taken back of it."""

    benefit: str
    kind: PartKind

    @property
    def sign(self) -> int:
        """How its amount counts in a total: what is taken back lessens it."""
        return -1 if self.kind == "recovery" else 1


@dataclass(frozen=True, slots=True)
class Posting:
    """One amount of a payment.

    Attributes:
        part: what it belongs to.
        amount: positive for what is taken back, too.
        month: the month of right.
        debt: the debt that a recovery pays back; None for what is paid.
    """

    part: Part
    amount: int
    month: str
    debt: UUID | None = None


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment with its postings.

    Attributes:
        paid_on: the day.
        postings: its amounts.
        refused: whether the bank refused it.
        again: whether it pays a refused one again.
        refused_on: the day of the payment that was refused: its own, or that of the one it pays again.
    """

    paid_on: date
    postings: tuple[Posting, ...]
    refused: bool = False
    again: bool = False
    refused_on: date | None = None

    @property
    def amount(self) -> int:
        """What was paid, less what was taken back."""
        return sum(each.part.sign * each.amount for each in self.postings)


@dataclass(frozen=True, slots=True)
class Owed:
    """A debt as it stood when a month began.

    Attributes:
        amount: all of it.
        remaining: what was left of it.
        notified_on: the day on which the family was told.
        cancelled_on: the day on which it was given up, if it was.
    """

    amount: int
    remaining: int
    notified_on: date
    cancelled_on: date | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What made an amount change.

    Attributes:
        kind: its code.
        on: the day on which it happened.
        subject: the first name of the person whom it happened to.
        amount: the amount that it names itself: of a debt, or of a refused payment.
    """

    kind: EventKind
    on: date
    subject: str | None = None
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """An event with what it alone changed: `difference` is in the amount of the part."""

    part: Part
    difference: int
    event: Event


@dataclass(frozen=True, slots=True)
class Change:
    """What one event changed in one part, or what no known event explains.

    Attributes:
        part: what changed.
        kind: whether the part came, went, changed or stayed.
        before: its amount before, positive for what is taken back, too.
        now: its amount after.
        event: what made it change, if that is known.
    """

    part: Part
    kind: ChangeKind
    before: int
    now: int
    event: Event | None

    @property
    def difference(self) -> int:
        """What it does to the total: less taken back is more."""
        return self.part.sign * (self.now - self.before)


@dataclass(slots=True)
class _Side:
    """The amounts of a part in one month.

    Attributes:
        there: whether any of it arrived.
        amount: what arrived.
        due: what would have, had the bank refused nothing, then or before.
        debts: what of `due` was taken back for each debt.
        taken_on: the day on which something was last taken back for each debt.
        months: the months of right.
    """

    there: bool = False
    amount: int = 0
    due: int = 0
    debts: dict[UUID, int] = field(default_factory=dict)
    taken_on: dict[UUID, date] = field(default_factory=dict)
    months: list[str] = field(default_factory=list)


def total(payments: Iterable[Paid]) -> int:
    """Return what arrived of these payments."""
    return sum(payment.amount for payment in payments if not payment.refused)


def explain(
    month: str,
    before: Sequence[Paid],
    now: Sequence[Paid],
    causes: Sequence[Cause] = (),
    debts: Mapping[UUID, Owed] | None = None,
) -> list[Change]:
    """Return why a month's total differs from that of the month before, part by part.

    The differences of the changes add up to `total(now) - total(before)`, whatever is handed in:

    - Each part that arrived in either month has at least one change; the parts of this month come first.
    - A part with several events has one change for each, in a chain: each begins where the last one ended.
    - What the bank refused, and what pays it again, is told apart from what was due: `payment_refused`.
    - A recovery changes because its debt began, changed or ended, which is read off the debt itself.
    - What `causes` say comes next. Arrears without a cause are `arrears`, of the first month that they are for.
    - What is left has no event.

    Args:
        month: the month to explain.
        before: the payments of the month before it.
        now: the payments of the month.
        causes: the known events of the month, with what each changed.
        debts: the debts of the recoveries, as they stood when the month began.
    """
    old, new = _sides(before), _sides(now)
    refusal = _refusal(before, now)
    found: list[Change] = []
    for part in dict.fromkeys((*new, *old)):
        was, is_ = old.get(part, _Side()), new.get(part, _Side())
        if was.there or is_.there:
            steps = _steps(part, was, is_, month=month, refusal=refusal, causes=causes, debts=debts or {})
            found += _chain(part, was, is_, steps)
    return found


def balances(amount: int, takings: Iterable[tuple[int, bool]]) -> list[int]:
    """Return what is left of a debt after each recovery; one in a payment that was refused takes nothing.

    Args:
        amount: the whole debt.
        takings: the recoveries, oldest first: the amount of each, and whether its payment arrived.
    """
    return list(accumulate((-taken if arrived else 0 for taken, arrived in takings), initial=amount))[1:]


def debt_state(remaining: int, cancelled_on: date | None) -> DebtState:
    """Return where a debt stands: given up, paid back, or neither."""
    if cancelled_on is not None:
        return "cancelled"
    return "open" if remaining else "settled"


def month_fault(month: str, today: date, first: str | None) -> str | None:
    """Return why a month cannot be asked for: `future`, `too_old` or `before_first`; None if it can.

    Args:
        month: the month asked for.
        today: the day of the question.
        first: the month of the file's first payment, if it has one.
    """
    if month > month_code(today):
        return "future"
    if month < month_code(month_of(today, KEPT_MONTHS)):
        return "too_old"
    return "before_first" if first is None or month < first else None


def year_fault(year: int, today: date) -> str | None:
    """Return why payments cannot be filtered by a year: `future` or `too_old`; None if they can."""
    if year > today.year:
        return "future"
    return "too_old" if year < month_of(today, KEPT_MONTHS).year else None


def months_between(first: str, last: str) -> list[str]:
    """Return every month from `first` to `last`, both included; none if they are reversed."""
    start, end = first_day(first), first_day(last)
    count = (end.year - start.year) * 12 + end.month - start.month + 1
    return [month_code(month_of(end, back)) for back in reversed(range(count))]


def _sides(payments: Iterable[Paid]) -> dict[Part, _Side]:
    sides: dict[Part, _Side] = {}
    for payment in payments:
        for posting in payment.postings:
            side = sides.setdefault(posting.part, _Side())
            side.months.append(posting.month)
            if not payment.refused:
                side.there = True
                side.amount += posting.amount
            if not payment.again:
                side.due += posting.amount
                if posting.debt is not None:
                    side.debts[posting.debt] = side.debts.get(posting.debt, 0) + posting.amount
                    side.taken_on[posting.debt] = payment.paid_on
    return sides


def _refusal(before: Iterable[Paid], now: Iterable[Paid]) -> Event | None:
    """Return the newest refusal by the bank that one of the months is touched by."""
    touched = [payment for payment in (*before, *now) if payment.refused_on is not None]
    if not touched:
        return None
    newest = max(touched, key=lambda payment: (payment.refused_on, payment.paid_on))
    return Event("payment_refused", newest.refused_on or newest.paid_on, amount=newest.amount)


def _steps(
    part: Part,
    was: _Side,
    is_: _Side,
    *,
    month: str,
    refusal: Event | None,
    causes: Iterable[Cause],
    debts: Mapping[UUID, Owed],
) -> Iterator[tuple[int, Event | None]]:
    """Yield what each event changed in the amount of the part, then what no event explains."""
    by_bank = (is_.amount - is_.due) - (was.amount - was.due)
    rest = is_.due - was.due
    if by_bank > 0:
        yield by_bank, refusal
    if part.kind == "recovery":
        known = _debt_steps(was, is_, month, debts)
    else:
        known = ((cause.difference, cause.event) for cause in causes if cause.part == part)
    for step, event in known:
        rest -= step
        yield step, event
    yield rest, _arrears(was, is_) if part.kind == "arrears" else None
    if by_bank < 0:
        yield by_bank, refusal


def _arrears(was: _Side, is_: _Side) -> Event:
    return Event("arrears", first_day(min(is_.months or was.months)))


def _debt_steps(
    was: _Side, is_: _Side, month: str, debts: Mapping[UUID, Owed]
) -> Iterator[tuple[int, Event]]:
    for debt in dict.fromkeys((*was.debts, *is_.debts)):
        step = is_.debts.get(debt, 0) - was.debts.get(debt, 0)
        if step and debt in debts:
            owed = debts[debt]
            on = is_.taken_on.get(debt, first_day(month))
            event = Event("debt_changed", on, amount=owed.amount)
            if debt not in was.debts and owed.remaining == owed.amount:
                event = replace(event, kind="debt_started", on=owed.notified_on)
            elif debt not in is_.debts and (owed.cancelled_on or not owed.remaining):
                event = replace(event, kind="debt_ended", on=owed.cancelled_on or was.taken_on[debt])
            yield step, event


def _chain(part: Part, was: _Side, is_: _Side, steps: Iterable[tuple[int, Event | None]]) -> Iterator[Change]:
    """Yield the changes of a part, each beginning where the last one ended."""
    known = [step for step in steps if step[0]] or [(0, None)]
    amount = was.amount
    for n, (step, event) in enumerate(known):
        kind: ChangeKind = "changed" if step else "unchanged"
        if n == 0 and not was.there:
            kind = "added"
        elif n == len(known) - 1 and not is_.there:
            kind = "removed"
        yield Change(part, kind, amount, amount + step, event)
        amount += step
