"""When families are paid."""

from __future__ import annotations

from datetime import date, timedelta

PAY_DAY = 5


def month_of(day: date, back: int = 0) -> date:
    """First day of the day's month, or of the month that many months before (after, if negative)."""
    months = day.year * 12 + day.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)


def last_pay_day(today: date) -> date:
    """The last day on which families were paid, today included."""
    this_month = today.replace(day=PAY_DAY)
    return this_month if today >= this_month else month_of(today, 1).replace(day=PAY_DAY)


def next_payment_on(today: date, closed_on: date | None) -> date | None:
    """The next day on which a file is paid; None once it is closed."""
    if closed_on is not None and closed_on <= today:
        return None
    return month_of(last_pay_day(today) + timedelta(days=1), -1).replace(day=PAY_DAY)
