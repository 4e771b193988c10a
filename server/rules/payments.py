"""The days on which families are paid."""

from datetime import date, timedelta

PAY_DAY = 5


def month_of(day: date, back: int = 0) -> date:
    """Return the first day of the day's month, or of the month `back` months before (after, if negative)."""
    months = day.year * 12 + day.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)


def month_code(day: date) -> str:
    """Return the day's month as it is written everywhere: `2026-11`."""
    return f"{day.year:04}-{day.month:02}"


def first_day(month: str) -> date:
    """Return the first day of a month that is written `2026-11`."""
    return date.fromisoformat(f"{month}-01")


def last_pay_day(today: date) -> date:
    """Return the last day of payment up to today."""
    this_month = today.replace(day=PAY_DAY)
    return this_month if today >= this_month else month_of(today, 1).replace(day=PAY_DAY)


def next_payment_on(today: date, closed_on: date | None) -> date | None:
    """Return the next day of payment of a file; None once it is closed."""
    if closed_on is not None and closed_on <= today:
        return None
    return month_of(last_pay_day(today) + timedelta(days=1), -1).replace(day=PAY_DAY)
