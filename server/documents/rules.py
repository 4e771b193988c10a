"""Kinds of paper, the periods that they may cover, and the refusals."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from server.http.kinds import ProblemKind
from server.http.problems import invalid
from server.rules.payments import month_of

NOTHING_TO_CERTIFY = ProblemKind("nothing_to_certify", 409, "There is nothing that such a paper could state")
RANGE_REFUSED = ProblemKind("range_refused", 416, "The file does not have the part that was asked for")

LONGEST_MONTHS: Final = 120
"""How far back a paper goes."""

VERIFIABLE: Final = timedelta(days=2 * 365)
"""How long the code of a paper answers."""


class PaperKind(StrEnum):
    """A kind of paper."""

    PAYMENT_CERTIFICATE = "payment_certificate"
    QUOTIENT_CERTIFICATE = "quotient_certificate"
    RIGHTS_CERTIFICATE = "rights_certificate"
    STATEMENT = "statement"

    @property
    def has_period(self) -> bool:
        """Whether it covers months; the others state what is so on the day they are made."""
        return self in {PaperKind.PAYMENT_CERTIFICATE, PaperKind.STATEMENT}


class PaperState(StrEnum):
    """The state of a paper."""

    WAITING = "waiting"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNDER_WAY: Final = (PaperState.WAITING, PaperState.MAKING)


def check_period(kind: PaperKind, since: str | None, until: str | None, today: date) -> None:
    """Check the months (YYYY-MM) that a paper is to cover.

    Raises:
        Problem: `validation_failed` of `from` or `until`: `missing`, `unexpected` for a paper without months,
            `in_future`, `too_old` beyond ten years, `reversed`.
    """
    given = (("from", since), ("until", until))
    if not kind.has_period:
        wrong = [(name, "unexpected") for name, month in given if month is not None]
    elif since is None or until is None:
        wrong = [(name, "missing") for name, month in given if month is None]
    else:
        newest, oldest = f"{today:%Y-%m}", f"{month_of(today, LONGEST_MONTHS):%Y-%m}"
        wrong = [(name, "in_future") for name, month in given if month and month > newest]
        wrong += [(name, "too_old") for name, month in given if month and month < oldest]
        if not wrong and since > until:
            wrong = [("until", "reversed")]
    if wrong:
        raise invalid(*wrong)


def months_between(since: str, until: str) -> list[str]:
    """Return every month from one to another (YYYY-MM), both included."""
    first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (since, until))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1)]
