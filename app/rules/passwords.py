"""Passwords: the current one, and the rules of a new one."""

import re

from app.rules.problem import Fault, Problem
from text_rules.hostile import is_no_text, is_reordered

PASSWORD_MAX_LENGTH = 64
_PASSWORD_RULES = {
    "length": re.compile(rf".{{10,{PASSWORD_MAX_LENGTH}}}", re.DOTALL),
    "digit": re.compile(r".*[0-9].*", re.DOTALL),
    "lower": re.compile(r".*[a-z].*", re.DOTALL),
    "upper": re.compile(r".*[A-Z].*", re.DOTALL),
    "characters": re.compile(r"[0-9A-Za-z]+"),
}


def check_password(text: str) -> Problem | None:
    """Say why a password cannot be sent; the rules of a new password do not apply at sign-in."""
    if not text:
        return Problem(Fault.EMPTY)
    if is_no_text(text) or is_reordered(text):
        return Problem(Fault.FORBIDDEN_CHARACTERS)
    if len(text) > PASSWORD_MAX_LENGTH:
        return Problem(Fault.TOO_LONG, len(text) - PASSWORD_MAX_LENGTH)
    return None


def has_blank_ends(password: str) -> bool:
    """Tell whether a password begins or ends with blanks; it is sent with them, since they may belong to it."""
    return bool(password) and password != password.strip()


def password_rules(text: str) -> list[tuple[str, bool]]:
    """Return the rules of a new password, in the order to be shown, each with whether `text` meets it.

    They are `length` (10 to 64), `digit`, `lower`, `upper`, and `characters` (unaccented letters and digits alone).
    """
    return [(rule, bool(shape.fullmatch(text))) for rule, shape in _PASSWORD_RULES.items()]
