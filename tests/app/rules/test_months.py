"""Months of a period, as people type them; codes of papers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.months import check_month, check_until, sent_month, typed_month
from app.rules.paper_codes import check_paper_code, printed_code, sent_code
from app.rules.problem import Fault
from server.documents.codes import canonical, grouped, new_code

TODAY = date(2026, 11, 5)


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("10/2026", "2026-10"),
        (" 1/2026 ", "2026-01"),
        ("10 2026", "2026-10"),
        ("10-2026", "2026-10"),
        ("2026-10", "2026-10"),
        ("octobre 2026", "2026-10"),
        ("Août 2020", "2020-08"),
        ("févr. 2020", "2020-02"),
        ("13/2026", None),
        ("0/2026", None),
        ("2026", None),
        ("vendémiaire 2026", None),
        ("10/26", None),
        ("", None),
    ],
)
def test_a_month_is_read_as_people_type_it(typed: str, month: str | None) -> None:
    """In figures or by its name; what is no month is none."""
    assert sent_month(typed) == month


@given(st.dates(date(2016, 11, 1), date(2026, 11, 30)))
def test_a_month_that_is_written_is_read_again(day: date) -> None:
    """What the program writes in a field it understands."""
    month = f"{day:%Y-%m}"
    assert sent_month(typed_month(month)) == month
    assert check_month(typed_month(month), today=TODAY) is None


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", Fault.EMPTY),
        ("bientôt", Fault.NOT_A_DATE),
        ("12/2026", Fault.IN_THE_FUTURE),
        ("11/2026", None),
        ("11/2016", None),
        ("10/2016", Fault.TOO_OLD),
    ],
)
def test_a_month_is_within_ten_years(typed: str, fault: Fault | None) -> None:
    """From the month of ten years ago to this one, as the server has it."""
    problem = check_month(typed, today=TODAY)
    assert (problem.fault if problem else None) == fault


def test_a_period_ends_after_it_begins() -> None:
    """A reversed period is told at its end; one whose beginning cannot be read is not."""
    problem = check_until("05/2026", "04/2026", today=TODAY)
    assert problem is not None
    assert problem.fault is Fault.REVERSED
    assert check_until("05/2026", "05/2026", today=TODAY) is None
    assert check_until("hier", "05/2026", today=TODAY) is None


@given(st.builds(new_code), st.sampled_from(["-", " ", "", " - ", "–", "."]))
def test_a_code_is_read_as_the_server_reads_it(code: str, between: str) -> None:
    """In any case, with any sign between its groups."""
    typed = grouped(code).replace("-", between).lower()
    assert sent_code(typed) == code == canonical(typed)
    assert printed_code(typed) == grouped(code)
    assert check_paper_code(typed) is None
