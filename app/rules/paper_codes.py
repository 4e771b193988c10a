"""Codes that stand on papers: sixteen letters and digits, the last of which tells of slips (ISO 7064 MOD 37,36)."""

from typing import Final

from app.rules.problem import Fault, Problem
from text_rules.cleaning import cleaned

LENGTH: Final = 16
_GROUP: Final = 4
_KEPT_APART: Final = str.maketrans("", "", " \u00a0\u202f-\u2010\u2011\u2012\u2013\u2014\u2212.")
_NEVER: Final = frozenset("01ILOU")
"""Letters and digits that look like others, and are in no code."""


def sent_code(text: str) -> str:
    """Return a code as the server takes it: without its groups, in capitals."""
    return cleaned(text).translate(_KEPT_APART).upper()


def printed_code(text: str) -> str:
    """Return a code as it is printed: four groups of four."""
    code = sent_code(text)
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def check_paper_code(text: str) -> Problem | None:
    """Say what is wrong with a typed code."""
    code = sent_code(text)
    if not code:
        return Problem(Fault.EMPTY)
    if len(code) < LENGTH:
        return Problem(Fault.TOO_SHORT, LENGTH - len(code))
    if len(code) > LENGTH:
        return Problem(Fault.TOO_LONG, len(code) - LENGTH)
    if not (code.isascii() and code.isalnum()) or set(code) & _NEVER:
        return Problem(Fault.FORBIDDEN_CHARACTERS)
    from stdnum.iso7064 import mod_37_36

    return None if mod_37_36.is_valid(code) else Problem(Fault.WRONG_KEY)
