"""Passwords: 10 to 64 unaccented letters and digits, with capital, small letter and digit, and not a common one."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

SHORTEST = 10
LONGEST = 64

_RULES = (
    ("too_short", re.compile(rf".{{{SHORTEST},}}", re.DOTALL)),
    ("too_long", re.compile(rf".{{0,{LONGEST}}}", re.DOTALL)),
    ("no_digit", re.compile(r".*[0-9].*", re.DOTALL)),
    ("no_lower", re.compile(r".*[a-z].*", re.DOTALL)),
    ("no_upper", re.compile(r".*[A-Z].*", re.DOTALL)),
    ("forbidden_characters", re.compile(r"[A-Za-z0-9]*")),
)


def password_errors(password: str) -> list[str]:
    """Return the codes of the rules that the password breaks; `common` only where it breaks no other."""
    broken = [code for code, rule in _RULES if not rule.fullmatch(password)]
    return broken or (["common"] if _is_common(password) else [])


def _is_common(password: str) -> bool:
    """Return whether it is one of the most common passwords, or one of their words with digits around it."""
    plain = password.lower()
    return plain in _common() or plain.strip("0123456789") in _common()


@cache
def _common() -> frozenset[str]:
    listed = resources.files("server.rules").joinpath("common_passwords.txt")
    return frozenset(listed.read_text(encoding="ascii").split())
