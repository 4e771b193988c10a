"""Telephone numbers of France and its overseas territories, as people read them out."""

import re
from typing import Final

# Dialled with a 0: France, then Réunion and Mayotte, Saint-Pierre-et-Miquelon, Guadeloupe, Guyane, Martinique.
# Numbers of Miquelon have nine digits since 2024; older ones lack the first three.
_DIALLED_WITH_ZERO: Final = re.compile(r"\+(33|262|508|590|594|596)0?(\d{9})")
_OLD_MIQUELON: Final = re.compile(r"\+508(\d{6})")
_NATIONAL: Final = re.compile(r"0\d{9}")
# Prefixes that people overseas read out as one group: 0692 12 34 56.
_OVERSEAS: Final = re.compile(r"0(?:26[239]|508|59[046]|639|69[0-4]|69[67])")
# Nouvelle-Calédonie, Wallis-et-Futuna and Polynésie française, after their country prefix.
_PACIFIC: Final = re.compile(r"\+(68[179])((?:\d{2}){3,4})")
_FRANCE: Final = "33"


def dialled(number: str) -> str:
    """Return a number without separators, its country prefix written with +."""
    value = re.sub(r"[\s.()\-]", "", number)
    return f"+{value[2:]}" if value.startswith("00") else value


def as_dialled(number: str) -> str:
    """Return an E.164 number as it is dialled at home, where that is with a 0; any other unchanged.

    >>> as_dialled("+33612345642"), as_dialled("+32470123456")
    ('0612345642', '+32470123456')
    """
    match = _DIALLED_WITH_ZERO.fullmatch(number)
    return f"0{match[2]}" if match else number


def read_out(number: str) -> list[str] | None:
    """Return the groups in which a number is read out; None for another country's number, or for no number.

    Two digits at a time: 06 12 34 56 78; overseas the first four together: 0692 12 34 56; in the Pacific after the
    prefix: +687 75 12 34.
    """
    value = dialled(number)
    if match := _OLD_MIQUELON.fullmatch(value):
        return ["0508", *_pairs(match[1])]
    if match := _DIALLED_WITH_ZERO.fullmatch(value):
        return _national(f"0{match[2]}", overseas=match[1] != _FRANCE)
    if _NATIONAL.fullmatch(value):
        return _national(value, overseas=_OVERSEAS.match(value) is not None)
    if match := _PACIFIC.fullmatch(value):
        return [f"+{match[1]}", *_pairs(match[2])]
    return None


def _national(number: str, *, overseas: bool) -> list[str]:
    return [number[:4], *_pairs(number[4:])] if overseas else _pairs(number)


def _pairs(digits: str) -> list[str]:
    return [digits[start : start + 2] for start in range(0, len(digits), 2)]
