"""A whole date, pasted or filled in by the system, in a field for one of its parts."""

from __future__ import annotations

import re

from text_rules.cleaning import cleaned
from text_rules.folding import folded_letters

_MONTHS = {
    month: f"{number:02}"
    for number, names in enumerate(
        (
            ("janvier", "janv"),
            ("fevrier", "fevr"),
            ("mars",),
            ("avril", "avr"),
            ("mai",),
            ("juin",),
            ("juillet", "juil"),
            ("aout",),
            ("septembre", "sept"),
            ("octobre", "oct"),
            ("novembre", "nov"),
            ("decembre", "dec"),
        ),
        start=1,
    )
    for month in names
}
_FRENCH = re.compile(r"(\d{1,2})(?:er)? ?[/. \-] ?(\d{1,2}|[^\W\d_]{3,9}\.?) ?[/. \-] ?(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_TOGETHER = re.compile(r"(\d{2})(\d{2})(\d{4})")


def date_parts(text: str) -> tuple[str, str, str] | None:
    """Return day, month and year of a text that is a whole date, else None. The date may not exist.

    >>> date_parts("1er août 1985")
    ('1', '08', '1985')
    """
    plain = cleaned(text)
    if iso := _ISO.fullmatch(plain):
        return iso[3], iso[2], iso[1]
    if not (found := _FRENCH.fullmatch(plain) or _TOGETHER.fullmatch(plain)):
        return None
    day, month, year = found.groups()
    month = month if month.isdecimal() else _MONTHS.get(folded_letters(month), "")
    return (day, month, year) if month else None
