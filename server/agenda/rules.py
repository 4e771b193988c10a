"""How far an agenda reaches. No database."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from server.rules.payments import month_of

PARIS: Final = ZoneInfo("Europe/Paris")
"""The clock of the fund."""

LONGEST: Final = timedelta(days=400)
"""How many days are asked for at once."""

_BACK, _AHEAD = 3, 12


def usual_days(today: date) -> tuple[date, date]:
    """Return the first and the last day that a calendar is given: three months back, and a year ahead."""
    return month_of(today, _BACK), month_of(today, -_AHEAD - 1) - timedelta(days=1)
