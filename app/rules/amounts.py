"""Sums of money, as people type them: 1 234,56 €."""

import re
from typing import Final

from app.rules.problem import Fault, Problem
from text_rules.cleaning import cleaned

MOST_CENTS: Final = 100_000_000
"""A million euros: more is a slip."""

_BLANKS = re.compile(r"[\s\u00a0\u202f]")
_AMOUNT = re.compile(r"(\d+)(?:[.,](\d{1,2}))?")
_SIGN = re.compile(r"(€|euros?)$", re.IGNORECASE)


def check_amount(text: str) -> Problem | None:
    """Return what is wrong with a sum; None when nothing is."""
    typed = _plain(text)
    if not typed:
        return Problem(Fault.EMPTY)
    if not _AMOUNT.fullmatch(typed):
        return Problem(Fault.WRONG_SHAPE)
    return Problem(Fault.TOO_LONG) if sent_amount(text) > MOST_CENTS else None


def sent_amount(text: str) -> int:
    """Return a sum in cents.

    Raises:
        ValueError: it is none.
    """
    found = _AMOUNT.fullmatch(_plain(text))
    if found is None:
        raise ValueError
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def _plain(text: str) -> str:
    return _BLANKS.sub("", _SIGN.sub("", cleaned(text)))
