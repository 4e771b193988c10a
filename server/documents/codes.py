"""Codes of papers: what somebody types from a paper to learn whether it is genuine.

Fifteen letters and digits without look-alikes, 73 bits that nobody guesses, and a check character (ISO 7064 MOD 37,36)
that catches every mistyped one and, as codes are chosen, every swap of two neighbours.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_37_36

from server.crypto.tokens import READABLE, readable_code

LENGTH: Final = 16
_GROUP: Final = 4
_DASHES: Final = str.maketrans("", "", " \u00a0\u202f-\u2010\u2011\u2012\u2013\u2014\u2212.")


def new_code() -> str:
    """Return a new code."""
    while True:
        code = readable_code(LENGTH - 1)
        code += mod_37_36.calc_check_digit(code)
        if code[-1] in READABLE and not any(is_sound(swapped) for swapped in _swaps(code)):
            return code


def canonical(typed: str) -> str:
    """Return a code as typed, without its groups and in capitals."""
    return typed.translate(_DASHES).upper()


def is_sound(code: str) -> bool:
    """Return whether a code, in its canonical form, has the length and the check character of one."""
    if len(code) != LENGTH or not set(code) <= set(READABLE):
        return False
    try:
        mod_37_36.validate(code)
    except ValidationError:
        return False
    return True


def grouped(code: str) -> str:
    """Return a code as it is printed: four groups of four."""
    return "-".join(code[at : at + _GROUP] for at in range(0, LENGTH, _GROUP))


def _swaps(code: str) -> list[str]:
    """Return the other codes that a swap of two neighbours makes of one."""
    return [
        code[:at] + second + first + code[at + 2 :]
        for at, (first, second) in enumerate(pairwise(code))
        if first != second
    ]
