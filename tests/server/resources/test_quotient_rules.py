"""The quotient familial, by the rule that the fund publishes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.resources.rules import Household, parts_of, quotient_of

_CENTS = st.integers(0, 100_000_000)


@pytest.mark.parametrize(
    ("household", "half_parts"),
    [
        (Household(0), 4),
        (Household(1), 5),
        (Household(2), 6),
        (Household(3), 8),
        (Household(4), 9),
        (Household(2, disabled_children=1), 7),
    ],
)
def test_parts(household: Household, half_parts: int) -> None:
    """Two for parents, a half for each child, one for the third, a half more for one who is disabled."""
    assert sum(part.half_parts for part in parts_of(household)) == half_parts


def test_an_example_by_hand() -> None:
    """18 252 € in the year and 540 € in the month, for a couple with two children: (1 521 + 540) / 3 is 687 €."""
    assert quotient_of([10_951_20, 7_300_80], 540_00, Household(2)) == 687_00


@given(st.lists(_CENTS, max_size=4), _CENTS, st.integers(0, 8))
def test_a_quotient_is_whole_euros_and_near_what_was_divided(
    incomes: list[int], benefits: int, children: int
) -> None:
    """Never further than half a euro from the exact division, whatever is rounded."""
    household = Household(children)
    half_parts = sum(part.half_parts for part in parts_of(household))
    exact = 2 * (sum(incomes) / 12 + benefits) / half_parts
    quotient = quotient_of(incomes, benefits, household)
    assert quotient % 100 == 0
    assert abs(quotient - exact) <= 50.01


@given(st.lists(_CENTS, min_size=1, max_size=3), _CENTS, st.integers(0, 6))
def test_who_has_more_has_no_lower_quotient(incomes: list[int], benefits: int, children: int) -> None:
    """More income does not lower it, and another child does not raise it."""
    household = Household(children)
    before = quotient_of(incomes, benefits, household)
    assert quotient_of([incomes[0] + 1200, *incomes[1:]], benefits, household) >= before
    assert quotient_of(incomes, benefits, Household(children + 1)) <= before
