"""Birthdays: how old somebody is, and when a right that hangs on an age may end."""

from __future__ import annotations

from datetime import date

from server.rules.birth_dates import BirthDate


def age_on(born: str, day: date) -> int | None:
    """Return the age in whole years on a day of who was born then (YYYY-MM-DD, 00 for what is unknown of it).

    None where the month or the day of birth is unknown, or is still to come.
    """
    known = BirthDate.read(born)
    if known is None or not known.whole:
        return None
    age = day.year - known.year - ((day.month, day.day) < (known.month, known.day))
    return age if age >= 0 else None


def birthday(born: str, age: int) -> date | None:
    """Return the day on which who was born then reaches an age; None where the month or the day is unknown.

    Who was born on 29 February reaches it on 1 March of a year that has no such day.
    """
    known = BirthDate.read(born)
    if known is None or not known.whole:
        return None
    try:
        return date(known.year + age, known.month, known.day)
    except ValueError:
        return date(known.year + age, 3, 1)
