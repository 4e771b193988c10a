"""Dates of birth, which may be known in part."""

import re
from datetime import date

from app.rules.problem import Fault, Problem
from text_rules.cleaning import cleaned

_OLDEST_YEARS = 130


def check_birth_date(
    day: str, month: str, year: str, *, in_part: bool = False, today: date | None = None
) -> Problem | None:
    """Say what is wrong with a date of birth typed in three fields, in digits.

    Args:
        day: empty where the person does not know it, or 00, as papers have it.
        month: likewise.
        year: four digits.
        in_part: whether the person says not to know the day or the month.
        today: of the person's calendar.
    """
    parts = [cleaned(part) for part in (year, month, day)]
    known = [part for part in parts if part]
    if not parts[0] or (len(known) < len(parts) and not in_part):
        return Problem(Fault.EMPTY)
    if not all(re.fullmatch(r"[0-9]+", part) for part in known):
        return Problem(Fault.NOT_DIGITS)
    if len(parts[0]) < len("YYYY"):
        return Problem(Fault.TOO_SHORT, len("YYYY") - len(parts[0]))
    if max(map(len, parts)) > len("YYYY"):
        return Problem(Fault.NOT_A_DATE)
    born_in, born_month, born_day = (int(part or 0) for part in parts)
    try:
        # January stands for an unknown month: no month has more days.
        earliest = date(born_in, born_month or 1, born_day or 1)
    except ValueError:
        return Problem(Fault.NOT_A_DATE)
    today = today or date.today()  # noqa: DTZ011 - a day of birth is one of the person's own calendar
    if earliest > today:
        return Problem(Fault.IN_THE_FUTURE)
    return Problem(Fault.NOT_A_DATE) if today.year - born_in > _OLDEST_YEARS else None


def sent_birth_date(day: str, month: str, year: str) -> str:
    """Return a date of birth, once checked, as the server takes it: `YYYY-MM-DD`, with 00 for what nobody knows."""
    return f"{int(cleaned(year)):04}-{int(cleaned(month) or 0):02}-{int(cleaned(day) or 0):02}"
