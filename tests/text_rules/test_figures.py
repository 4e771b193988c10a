"""A sum is understood however it is typed, and a slip is not taken for another sum."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from text_rules.figures import cents_in, figure_in


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1240", 124000),
        ("1 240,00", 124000),
        ("1\u202f240,00\u00a0€", 124000),
        ("1240,5", 124050),
        ("1240.50", 124050),
        ("1.240,00", 124000),
        ("1,240.00", 124000),
        ("1.240", None),
        ("1.240.000", 124000000),
        ("1'240.50", 124050),
        ("12.345.678", 1234567800),
        ("€", None),
        ("1240 €", 124000),
        ("1240 euros", 124000),
        ("1240 EUR", 124000),
        ("1240,", 124000),
        (",50", 50),
        ("0", 0),
        ("-5", -500),
        ("１２４０", 124000),
        ("1240,001", None),
        ("12,34,56", None),
        ("1.24,00", None),
        ("1e3", None),
        ("mille", None),
        ("", None),
        ("9" * 30, None),
    ],
)
def test_a_sum_is_understood(text: str, cents: int | None) -> None:
    """Blanks, comma, point and currency sign, in every usual place."""
    assert cents_in(text) == cents


@settings(deadline=None)
@given(
    st.integers(0, 10**9), st.sampled_from([" ", "\u202f", ".", ""]), st.sampled_from(["", " €", " euros"])
)
def test_a_sum_written_the_french_way_comes_back(cents: int, between: str, sign: str) -> None:
    """Whatever parts thousands, a sum with its cents is the one that was meant."""
    text = f"{cents // 100:,}".replace(",", between) + f",{cents % 100:02}{sign}"
    assert cents_in(text) == cents


@pytest.mark.parametrize(
    ("text", "figure"),
    [("3,5", 3.5), ("3.50", 3.5), ("1 200", 1200), ("2.0", 2), ("-2", -2), ("x", None), ("1,2,3", None)],
)
def test_a_number_is_understood(text: str, figure: float | None) -> None:
    """A comma or a point stands before decimals; a blank parts thousands."""
    assert figure_in(text) == figure
