"""What papers (attestations, statements) state, as the features that know it tell it. Money is integer cents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class PaidLine:
    """A benefit in a payment, due for a month (YYYY-MM); `arrears` was due before."""

    benefit: str
    month: str
    amount: int
    arrears: bool


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A part of an overpayment, withheld from a payment; the amount is positive.

    `from_month` and `until_month` (YYYY-MM) are the first and the last month that were paid in excess.
    """

    benefit: str
    from_month: str
    until_month: str
    amount: int


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment: its amount is the sum of its lines less what was taken back. One that was refused did not arrive."""

    paid_on: date
    amount: int
    lines: tuple[PaidLine, ...]
    taken_back: tuple[TakenBack, ...]
    refused: bool = False


@dataclass(frozen=True, slots=True)
class OpenRight:
    """A benefit to which a file is entitled, month after month."""

    benefit: str
    amount: int
    since: date
