"""Numbers that carry a check of their own: IBAN (ISO 13616), SIRET (INSEE)."""

import re
from collections.abc import Mapping
from typing import Final

from text_rules.numbers import compacted

IBAN_LENGTHS: Final[Mapping[str, int]] = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BI": 27, "BR": 29,
    "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DJ": 27, "DK": 18, "DO": 28, "EE": 20, "EG": 29,
    "ES": 24, "FI": 18, "FK": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28,
    "HN": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20,
    "LB": 28, "LC": 32, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19,
    "MN": 20, "MR": 27, "MT": 31, "MU": 30, "NI": 28, "NL": 18, "NO": 15, "OM": 23, "PK": 24, "PL": 28, "PS": 29,
    "PT": 25, "QA": 29, "RO": 24, "RS": 22, "RU": 33, "SA": 24, "SC": 31, "SD": 18, "SE": 24, "SI": 19, "SK": 24,
    "SM": 27, "SO": 23, "ST": 25, "SV": 28, "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20,
    "YE": 30,
}  # fmt: skip
"""The length of an IBAN by its country (IBAN Registry of SWIFT, release 99)."""

_IBAN: Final = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]+")
_SIRET: Final = re.compile(r"[0-9]{14}")
_LA_POSTE: Final = "356000000"
"""Its establishments were numbered by another rule: their digits add up to a multiple of 5."""
_GROUP: Final = 4


def tidy_iban(text: str) -> str:
    """Return an IBAN as it is stored: capitals without blanks, without the word IBAN before it.

    >>> tidy_iban("iban fr76 3000 6000 0112 3456 7890 189")
    'FR7630006000011234567890189'
    """
    plain = compacted(text).replace(":", "")
    return plain.removeprefix("IBAN")


def grouped_iban(iban: str) -> str:
    """Return an IBAN as it is printed, four by four."""
    return " ".join(iban[start : start + _GROUP] for start in range(0, len(iban), _GROUP))


def iban_fault(iban: str) -> str | None:
    """Return what is wrong with a stored IBAN: `format` (its shape or its country's length) or `checksum`."""
    if not _IBAN.fullmatch(iban) or len(iban) != IBAN_LENGTHS.get(iban[:2], 0):
        return "format"
    digits = "".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])
    return None if int(digits) % 97 == 1 else "checksum"


def siret_fault(siret: str) -> str | None:
    """Return what is wrong with the number of an establishment: `format` or `checksum`."""
    if not _SIRET.fullmatch(siret):
        return "format"
    if siret.startswith(_LA_POSTE) and sum(map(int, siret)) % 5 == 0:
        return None
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(siret)]
    return None if sum(number // 10 + number % 10 for number in doubled) % 10 == 0 else "checksum"
