"""Identity documents: their kinds, the loose shape of their numbers, what a check may say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class DocumentKind(StrEnum):
    """What proves an identity; `NONE` is a person who has none of the French ones.

    Nobody says `FRANCECONNECT`: it is what stands there where FranceConnect vouched for the person.
    """

    CNI = "cni"
    PASSPORT = "passport"
    RESIDENCE_PERMIT = "residence_permit"
    NONE = "none"
    FRANCECONNECT = "franceconnect"


class Verdict(StrEnum):
    """What is known of a document."""

    VERIFIED = "verified"
    # The checker was unavailable: a scan is asked later.
    TO_CHECK = "to_check"
    SCAN_ASKED = "scan_asked"
    NOT_FOUND = "not_found"
    MISMATCH = "mismatch"
    EXPIRED = "expired"


# No authoritative shape is published for the carte d'identité (12 digits, 9 characters since 2021) and the
# titre de séjour: these are loose, and the checker decides.
_SHAPES = {
    DocumentKind.CNI: re.compile(r"\d{12}|(?=.*\d)[A-Z0-9]{9}", re.ASCII),
    DocumentKind.PASSPORT: re.compile(r"\d{2}[A-Z]{2}\d{5}", re.ASCII),
    DocumentKind.RESIDENCE_PERMIT: re.compile(r"(?=.*\d)[A-Z0-9]{9,12}", re.ASCII),
}
_SEPARATORS = re.compile(r"[\s\u200b\u2060\ufeff.\-\u2010-\u2015\u2212]+")


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """An identity document, by its kind and its canonical number."""

    kind: DocumentKind
    number: str


def canonical_number(kind: DocumentKind, typed: str) -> str | None:
    """The number as it is kept, or None if no document of that kind has such a number."""
    compact = _SEPARATORS.sub("", typed).upper()
    return compact if _SHAPES[kind].fullmatch(compact) else None


def masked_number(number: str) -> str:
    """The number hidden but for its last three characters."""
    return "•" * (len(number) - 3) + number[-3:]
