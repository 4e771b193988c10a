import pytest

from app.rules.amounts import check_amount, sent_amount
from app.rules.problem import Fault


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1 234,56 €", 123_456),
        ("1234.5", 123_450),
        ("12", 1_200),
        ("0", 0),
        (" 1\u202f234,56 euros ", 123_456),
    ],
)
def test_a_sum_is_read_as_people_write_it(typed: str, cents: int) -> None:
    """With or without blanks, cents, and the sign."""
    assert check_amount(typed) is None
    assert sent_amount(typed) == cents


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", Fault.EMPTY),
        ("  €", Fault.EMPTY),
        ("-5", Fault.WRONG_SHAPE),
        ("1,234", Fault.WRONG_SHAPE),
        ("mille", Fault.WRONG_SHAPE),
        ("1.2.3", Fault.WRONG_SHAPE),
        ("1000001", Fault.TOO_LONG),
    ],
)
def test_what_is_no_sum_is_said(typed: str, fault: Fault) -> None:
    """Nothing is guessed: a point before three figures may be either sign."""
    problem = check_amount(typed)
    assert problem is not None
    assert problem.fault is fault
