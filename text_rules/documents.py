"""Numbers of identity documents. The rules are loose where no authority publishes the format."""

from __future__ import annotations

import re
from typing import Literal

from text_rules.numbers import compacted

Kind = Literal["cni", "passport", "residence_permit"]
Fault = Literal["short", "long", "signs", "shape"]

_NUMBER_SIGN = re.compile(r"\A\W*N\s*[°º]\s*:?", re.IGNORECASE)
# Cartes d'identité: 9 letters and digits since August 2021; before, 12, with the code of the département (2A and 2B
# among them) or consulate that issued it. Titres de séjour: 9, or the 10 digits of a foreigner's file, or others
# by agreements with other countries. Passports have one format (ICAO 9303, and decree 2005-1726).
_LENGTHS: dict[Kind, tuple[int, int]] = {"cni": (9, 12), "passport": (9, 9), "residence_permit": (7, 12)}
_PASSPORT = re.compile(r"[0-9]{2}[A-Z]{2}[0-9]{5}")
_LETTERS_AND_DIGITS = re.compile(r"[0-9A-Z]+")


def document_number(text: str) -> str:
    """Return the number of a document as it is stored, without blanks or a leading "N°"."""
    return compacted(_NUMBER_SIGN.sub("", text))


def document_fault(kind: Kind, number: str) -> tuple[Fault, int] | None:
    """Return why a number cannot be one of that kind of document; None where it can.

    Returns:
        `signs` (neither letters nor digits), `short` or `long` with the number of characters missing or in excess,
        or `shape`.
    """
    if not _LETTERS_AND_DIGITS.fullmatch(number):
        return "signs", 0
    least, most = _LENGTHS[kind]
    if len(number) < least:
        return "short", least - len(number)
    if len(number) > most:
        return "long", len(number) - most
    if number.isalpha() or (kind == "passport" and not _PASSPORT.fullmatch(number)):
        return "shape", 0
    return None
