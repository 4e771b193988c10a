"""What a person signs in with: a NIR, or an identifiant provisoire where there is no NIR."""

from __future__ import annotations

import re
from enum import Enum

from text_rules.numbers import compacted

# Shape published by the Assurance maladie: months 20 to 99 exist (civil status unknown or foreign), and
# numbers that start with 7 or 8 are waiting numbers. The optional last two digits are the key.
_NIR = re.compile(
    r"(?:[12]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2[AB])\d{6}|[78][12]\d{11})(\d{2})?", re.ASCII
)
_PROVISIONAL = re.compile(r"P(\d{8})([A-Z])", re.ASCII)
_NIR_LENGTH = 13
# 3 and 4, 7 and 8: persons whose registration is not over; 5, 6 and 9 are given to nobody today. What a person is given
# for good begins with 1 or 2.
_NOT_FOR_GOOD = re.compile(r"[3-9][0-9AB]*", re.ASCII)
# 23 letters (prime, so one wrong digit or two swapped neighbours always show) without I, O and Q,
# which are read as digits.
_CHECK_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


class NirError(Enum):
    """What can be wrong with a NIR, by its code."""

    REQUIRED = "required"
    SHAPE = "nir_shape"
    KEY = "nir_key"
    TEMPORARY = "nir_temporary"


def nir_key(nir: str) -> int:
    """Key of a 13-character NIR: 97 - (n mod 97), Corsica's 2A and 2B counting as 19 and 18."""
    return 97 - int(nir.replace("2A", "19").replace("2B", "18")) % 97


def check_letter(digits: str) -> str:
    """Last letter of the identifiant provisoire whose eight digits are given."""
    return _CHECK_LETTERS[int(digits) % len(_CHECK_LETTERS)]


def canonical_identifier(typed: str) -> str | None:
    """The identifier as it is stored, or None if it can be nobody's.

    Accepts any case, spaces of any kind and dashes; a NIR with or without its key, which must then be right.

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
    """The canonical NIR of a person to be, or what is wrong with it.

    A number of another first digit than 1 or 2 is nobody's for long: who has one is given an identifiant provisoire.
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
    """The identifier grouped as people read it, hidden but for its last three characters.

    >>> masked_identifier("1850578006084")
    '• •• •• •• ••• 084'
    """
    return _grouped("•" * (len(identifier) - 3) + identifier[-3:], provisional=identifier.startswith("P"))


def grouped_identifier(identifier: str) -> str:
    """The identifier grouped as people read it.

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
