"""Numbers of identity documents: loose where no authority publishes a shape, and what is plainly none says why."""

from __future__ import annotations

import re
from typing import Literal

from text_rules.numbers import compacted

Kind = Literal["cni", "passport", "residence_permit"]
Fault = Literal["short", "long", "signs", "shape"]

_NUMBER_SIGN = re.compile(r"\A\W*N\s*[°º]\s*:?", re.IGNORECASE)
# Cartes d'identité: 9 letters and digits since August 2021; before, 12, with the département that issued it (2A and 2B
# among them) or a consulate. Titres de séjour: 9, or the 10 digits of a file of foreigners, and those that agreements
# with other countries brought. Passports have one shape (ICAO 9303, and the decree 2005-1726).
_LENGTHS: dict[Kind, tuple[int, int]] = {"cni": (9, 12), "passport": (9, 9), "residence_permit": (7, 12)}
_PASSPORT = re.compile(r"[0-9]{2}[A-Z]{2}[0-9]{5}")
_LETTERS_AND_DIGITS = re.compile(r"[0-9A-Z]+")


def document_number(text: str) -> str:
    """Return the number of a document as it is kept, without its groups and what stands before it ("N°")."""
    return compacted(_NUMBER_SIGN.sub("", text))


def document_fault(kind: Kind, number: str) -> tuple[Fault, int] | None:
    """Say why a number is plainly none of that kind of document; None where it may be one.

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
