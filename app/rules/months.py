"""Months that a paper is to cover, as people type them."""

import re
from datetime import date
from typing import Final

from app.rules.problem import Fault, Problem
from text_rules.cleaning import cleaned
from text_rules.dates import date_parts

YEARS_BACK: Final = 10
"""How far back papers go."""

_ISO: Final = re.compile(r"\d{4}-\d{2}")
_TWELVE: Final = 12


def sent_month(text: str) -> str | None:
    """Return a typed month (10/2026, octobre 2026, 2026-10) as `YYYY-MM`; None for what is none."""
    typed = cleaned(text)
    parts = date_parts(f"{typed}-01" if _ISO.fullmatch(typed) else f"1 {typed}")
    if parts is None:
        return None
    _, month, year = parts
    return f"{year}-{int(month):02}" if 1 <= int(month) <= _TWELVE else None


def typed_month(month: str) -> str:
    """Return a month (`YYYY-MM`) as people type it: 10/2026."""
    year, number = month.split("-")
    return f"{number}/{year}"


def check_month(text: str, *, today: date | None = None) -> Problem | None:
    """Say what is wrong with a typed month.

    Args:
        text: what was typed.
        today: of the person's calendar.
    """
    if not cleaned(text):
        return Problem(Fault.EMPTY)
    month = sent_month(text)
    if month is None:
        return Problem(Fault.NOT_A_DATE)
    today = today or date.today()  # noqa: DTZ011 - a month of the person's own calendar
    if month > f"{today:%Y-%m}":
        return Problem(Fault.IN_THE_FUTURE)
    oldest = f"{today.year - YEARS_BACK}-{today.month:02}"
    return Problem(Fault.TOO_OLD) if month < oldest else None


def check_until(since: str, text: str, *, today: date | None = None) -> Problem | None:
    """Say what is wrong with the typed end of a period whose beginning was typed in `since`."""
    problem = check_month(text, today=today)
    first = sent_month(since)
    if problem is None and first is not None and first > (sent_month(text) or ""):
        return Problem(Fault.REVERSED)
    return problem


def month_named(text: str) -> str | None:
    """Return a month that an address names as `YYYY-MM`; None for what is none."""
    return text if _ISO.fullmatch(text) and 1 <= int(text[5:]) <= _TWELVE else None


def months_later(month: str, count: int) -> str:
    """Return the month so many after one (`YYYY-MM`), or before it where the count is negative."""
    year, number = map(int, month.split("-"))
    years, rest = divmod(year * 12 + number - 1 + count, _TWELVE)
    return f"{years:04}-{rest + 1:02}"
