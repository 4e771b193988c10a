from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.dates import check_birth_date
from app.rules.problem import Fault, Problem

TODAY = date(2026, 11, 22)


@given(st.dates(min_value=TODAY - timedelta(days=47_000), max_value=TODAY))
def test_every_day_of_a_life_is_a_date_of_birth(day: date) -> None:
    """Leap days and the oldest among us, typed with or without their noughts."""
    for written in ((f"{day.day}", f"{day.month}"), (f"{day.day:02}", f" {day.month:02} ")):
        assert check_birth_date(*written, f"{day.year}", today=TODAY) is None


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        (("", "8", "1985"), Problem(Fault.EMPTY)),
        (("24", " ", "1985"), Problem(Fault.EMPTY)),
        (("24", "août", "1985"), Problem(Fault.NOT_DIGITS)),
        (("٢٤", "8", "1985"), None),
        (("24", "8", "85"), Problem(Fault.TOO_SHORT, 2)),
        (("31", "2", "1985"), Problem(Fault.NOT_A_DATE)),
        (("29", "2", "1985"), Problem(Fault.NOT_A_DATE)),
        (("24", "13", "1985"), Problem(Fault.NOT_A_DATE)),
        (("0", "1", "1985"), None),
        (("00", "00", "1985"), None),
        (("3", "00", "1977"), None),
        (("31", "0", "1985"), None),
        (("32", "0", "1985"), Problem(Fault.NOT_A_DATE)),
        (("0", "13", "1985"), Problem(Fault.NOT_A_DATE)),
        (("00", "00", "0000"), Problem(Fault.NOT_A_DATE)),
        (("0", "0", "2027"), Problem(Fault.IN_THE_FUTURE)),
        (("24", "8", "19850"), Problem(Fault.NOT_A_DATE)),
        (("24", "8", "1785"), Problem(Fault.NOT_A_DATE)),
        (("9" * 5000, "8", "1985"), Problem(Fault.NOT_A_DATE)),
        (("23", "11", "2026"), Problem(Fault.IN_THE_FUTURE)),
        (("22", "11", "2026"), None),
    ],
)
def test_each_fault_of_a_date_is_named(fields: tuple[str, str, str], problem: Problem | None) -> None:
    """The person is told whether something is missing, impossible, or still to come."""
    assert check_birth_date(*fields, today=TODAY) == problem
