"""What the figures of a household are made from: its rights, what changed them, and what is taken back.

Months are counted back from the newest payment, which is 0: a plan gives the same story on whatever day it is read.
A payment on the 5th is for the month before. Amounts are today's, in cents.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from server.entitlements.rules import EndingEvent, EntitlementReason, LiftingAct
    from server.payments.rules import DebtReason, EventKind, RefusedReason

# A payment in May is the first one at the rates of 1 April; each of them was this many thousandths above the last.
RATE_MONTH = 4
_RISE_PER_MILLE = 13


@dataclass(frozen=True, slots=True)
class Step:
    """An amount that holds from the payment `back` on, until the next step.

    Attributes:
        back: the first payment of this amount.
        amount: 0 where the right ends, or is suspended.
        kind: what happened.
        day: the day of the month on which it did.
        ago: how many months before the payment.
        who: the first name of the person whom it happened to.
        reason: why the right ended.
    """

    back: int
    amount: int
    kind: EventKind
    day: int = 12
    ago: int = 1
    who: str | None = None
    reason: EntitlementReason | None = None


@dataclass(frozen=True, slots=True)
class Right:
    """A benefit, month after month; `rated` follows the rates of each 1 April."""

    benefit: str
    steps: tuple[Step, ...]
    rated: bool = False
    ends_when: tuple[EndingEvent, ...] = ()

    def step(self, back: int) -> Step | None:
        """Return the step that holds at a payment, if the right had begun."""
        return next((step for step in reversed(self.steps) if step.back >= back), None)


@dataclass(frozen=True, slots=True)
class Once:
    """A line of the payment `back` alone.

    Attributes:
        back: the payment.
        benefit: the code of the benefit.
        amount: of the line.
        kind: what happened.
        day: the day of the month on which it did.
        ago: how many months before the payment.
        who: the first name of the person whom it happened to.
        late_for: the payment whose month it is arrears of; None for a benefit of the month.
    """

    back: int
    benefit: str
    amount: int
    kind: EventKind
    day: int
    ago: int
    who: str | None = None
    late_for: int | None = None


@dataclass(frozen=True, slots=True)
class DebtPlan:
    """What was paid in excess in the payments `paid`, and taken back by the payments of `recoveries`.

    Attributes:
        benefit: its code.
        reason: why it was too much.
        amount: all of it.
        paid: the payments that were too high, oldest first.
        recoveries: payment and amount of each, oldest first.
        monthly: what is taken back each month, where that was agreed.
        cancelled: the payment before which the rest was given up.
    """

    benefit: str
    reason: DebtReason
    amount: int
    paid: tuple[int, ...]
    recoveries: tuple[tuple[int, int], ...]
    monthly: int | None = None
    cancelled: int | None = None

    @property
    def remaining(self) -> int:
        """What is left to pay back."""
        return self.amount - sum(amount for _, amount in self.recoveries)


@dataclass(frozen=True, slots=True)
class Refusal:
    """The payment `back`, refused by the bank, and paid again on that day of the month of the payment `again`."""

    back: int
    reason: RefusedReason
    again: int
    day: int


@dataclass(frozen=True, slots=True)
class Suspension:
    """A right that is suspended since the newest payment, and what lifts that."""

    benefit: str
    reason: EntitlementReason
    act: LiftingAct


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the figures of a household are made from.

    Attributes:
        rights: in the order of the lines of a payment.
        once: what was paid once.
        debts: what was paid in excess.
        refusals: what the bank did not take.
        suspensions: what is suspended now.
        school_year: the allocation de rentrée scolaire, paid on a day of its own in August.
        declaration_due: whether it has to declare its income now.
    """

    rights: tuple[Right, ...]
    once: tuple[Once, ...] = ()
    debts: tuple[DebtPlan, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    school_year: int = 0
    declaration_due: bool = False

    @property
    def oldest(self) -> int:
        """The first payment of all."""
        return max(step.back for right in self.rights for step in right.steps)


def at_rate_of(amount: int, rises: int) -> int:
    """Return what an amount of today was that many rises of 1 April ago."""
    return round(amount * (1000 - _RISE_PER_MILLE * rises) / 1000)
