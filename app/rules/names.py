"""Names of persons."""

import unicodedata

from app.rules.problem import Fault, Problem
from text_rules.names import tidy_name

NAME_MAX_LENGTH = 100
# What joins the letters of a name once it is tidied.
_JOINTS = frozenset(" -'.\u00b7")


def check_name(text: str) -> Problem | None:
    """Say what is wrong with a name: letters of any script, joined by spaces, hyphens, apostrophes or points."""
    name = tidy_name(text)
    if not name:
        return Problem(Fault.EMPTY)
    if len(name) > NAME_MAX_LENGTH:
        return Problem(Fault.TOO_LONG, len(name) - NAME_MAX_LENGTH)
    # Combining marks belong to letters: not every accented letter has a character of its own.
    kinds = [unicodedata.category(character)[0] for character in name if character not in _JOINTS]
    if unicodedata.category(name[0])[0] != "L" or not {"L", "M"}.issuperset(kinds):
        return Problem(Fault.FORBIDDEN_CHARACTERS)
    return None
