"""Identifiers of accounts: a NIR, or an identifiant provisoire for a person without one."""

from __future__ import annotations

import re
from enum import Enum

from text_rules.numbers import compacted

# The format published by the Assurance maladie. Months 20 to 99 exist (civil status unknown or foreign), and numbers
# that start with 7 or 8 are temporary. The optional last two digits are the key.
_NIR = re.compile(
    r"(?:[12]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2[AB])\d{6}|[78][12]\d{11})(\d{2})?", re.ASCII
)
_PROVISIONAL = re.compile(r"P(\d{8})([A-Z])", re.ASCII)
_NIR_LENGTH = 13
# 3, 4, 7 and 8 begin the numbers of people whose registration is not over; 5, 6 and 9 are not in use. A permanent
# number begins with 1 or 2.
_NOT_FOR_GOOD = re.compile(r"[3-9][0-9AB]*", re.ASCII)
# 23 letters: as 23 is prime, one wrong digit or two exchanged neighbours always show. I, O and Q look like digits.
_CHECK_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


class NirError(Enum):
    """What is wrong with a NIR; the values are the codes of the API."""

    REQUIRED = "required"
    SHAPE = "nir_shape"
    KEY = "nir_key"
    TEMPORARY = "nir_temporary"


def nir_key(nir: str) -> int:
    """Return the key of a 13-character NIR: 97 - (n mod 97), with Corsica's 2A and 2B as 19 and 18."""
    return 97 - int(nir.replace("2A", "19").replace("2B", "18")) % 97


def check_letter(digits: str) -> str:
    """Return the last letter of the identifiant provisoire with these eight digits."""
    return _CHECK_LETTERS[int(digits) % len(_CHECK_LETTERS)]


def canonical_identifier(typed: str) -> str | None:
    """Return the identifier as it is stored, or None if it cannot be an identifier.

    Case, spaces and dashes do not count. A NIR may have its key, which must then be right.

    >>> canonical_identifier("1 85 05 78 006 084")
    '1850578006084'
    """
    compact = compacted(typed)
    if nir := _NIR.fullmatch(compact):
        number, key = compact[:_NIR_LENGTH], nir[1]
        return number if key is None or int(key) == nir_key(number) else None
    if provisional := _PROVISIONAL.fullmatch(compact):
        return compact if provisional[2] == check_letter(provisional[1]) else None
    return None


def read_nir(typed: str) -> str | NirError:
    """Return the canonical NIR of a person who enrols, or what is wrong with it.

    A number that does not begin with 1 or 2 is temporary: its holder gets an identifiant provisoire.
    """
    compact = compacted(typed)
    if not compact:
        return NirError.REQUIRED
    if _NOT_FOR_GOOD.fullmatch(compact):
        return NirError.TEMPORARY
    if not _NIR.fullmatch(compact):
        return NirError.SHAPE
    return canonical_identifier(compact) or NirError.KEY


def masked_identifier(identifier: str) -> str:
    """Return the identifier in the usual groups, all but its last three characters masked.

    >>> masked_identifier("1850578006084")
    '• •• •• •• ••• 084'
    """
    return _grouped("•" * (len(identifier) - 3) + identifier[-3:], provisional=identifier.startswith("P"))


def grouped_identifier(identifier: str) -> str:
    """Return the identifier in the usual groups.

    >>> grouped_identifier("P20260117S")
    'P 2026 0117 S'
    """
    return _grouped(identifier, provisional=identifier.startswith("P"))


def _grouped(text: str, *, provisional: bool) -> str:
    groups, start = [], 0
    for size in (1, 4, 4, 1) if provisional else (1, 2, 2, 2, 3, 3):
        groups.append(text[start : start + size])
        start += size
    return " ".join(groups)
