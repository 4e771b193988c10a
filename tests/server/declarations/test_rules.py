"""Quarters: what is declared, until when, and for which months."""

from datetime import date

import pytest

from server.declarations.rules import Quarter


def test_a_quarter() -> None:
    """August to October is declared in November, for December to February."""
    quarter = Quarter("2026-08")
    assert quarter.months == ("2026-08", "2026-09", "2026-10")
    assert (quarter.opens_on, quarter.due_on) == (date(2026, 11, 1), date(2026, 11, 30))
    assert quarter.computed_in == "2026-11"
    assert quarter.paid == ("2026-12", "2027-01", "2027-02")
    assert quarter.before() == Quarter("2026-05")
    assert quarter.before(-1) == Quarter("2026-11")


@pytest.mark.parametrize(
    ("today", "is_open"),
    [("2026-10-31", False), ("2026-11-01", True), ("2027-04-30", True), ("2027-05-01", False)],
)
def test_late_is_taken_for_two_quarters(today: str, *, is_open: bool) -> None:
    """A declaration can be sent, or corrected, from the day its months are over until half a year later."""
    assert Quarter("2026-08").is_open(date.fromisoformat(today)) is is_open
