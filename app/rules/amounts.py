"""Sums of money, as people type them: 1 234,56 €."""

from typing import Final

from app.rules.problem import Fault, Problem
from text_rules.figures import bare_sum, cents_in

MOST_CENTS: Final = 100_000_000
"""A million euros: more is a slip."""


def check_amount(text: str) -> Problem | None:
    """Return what is wrong with a sum; None when nothing is."""
    if not bare_sum(text):
        return Problem(Fault.EMPTY)
    cents = cents_in(text)
    if cents is None or cents < 0:
        return Problem(Fault.WRONG_SHAPE)
    return Problem(Fault.TOO_LONG) if cents > MOST_CENTS else None


def sent_amount(text: str) -> int:
    """Return a sum in cents.

    Raises:
        ValueError: it is none.
    """
    cents = cents_in(text)
    if cents is None:
        raise ValueError
    return cents
