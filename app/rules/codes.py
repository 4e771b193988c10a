"""Codes of six digits, typed or pasted with the message that they came in."""

import re

from app.rules.problem import Fault, Problem
from text_rules.numbers import CODE_LENGTH, codes_in, compacted, sent_code

PASTED_MAX_LENGTH = 4000
"""Room in the field of a code for the whole message that it came in."""


def check_code(text: str) -> Problem | None:
    """Say what keeps a code from being sent."""
    found = codes_in(text)
    if len(found) > 1:
        return Problem(Fault.SEVERAL)
    value = found[0] if found else compacted(text)
    if not value:
        return Problem(Fault.EMPTY)
    if not re.fullmatch(r"[0-9]+", value):
        return Problem(Fault.NOT_DIGITS)
    if len(value) < CODE_LENGTH:
        return Problem(Fault.TOO_SHORT, CODE_LENGTH - len(value))
    if len(value) > CODE_LENGTH:
        return Problem(Fault.TOO_LONG, len(value) - CODE_LENGTH)
    return None


def code_of_message(text: str) -> str | None:
    """Return the code found in a pasted line or message, to hold instead of it; None to keep the text."""
    code = sent_code(text)
    return code if len(code) == CODE_LENGTH and code.isdecimal() and code != compacted(text) else None
