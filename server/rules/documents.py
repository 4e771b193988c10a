"""Identity documents: their kinds, the loose shape of their numbers, what a check may say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from text_rules.documents import document_fault


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


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """An identity document, by its kind and its canonical number."""

    kind: DocumentKind
    number: str


def number_error(kind: DocumentKind, number: str) -> str | None:
    """Why no document of that kind has that number: `document_short`, `_long`, `_signs` or `_shape`; or None."""
    fault = document_fault(kind.value, number)  # type: ignore[arg-type] # the kinds that have numbers
    return f"document_{fault[0]}" if fault else None


def masked_number(number: str) -> str:
    """The number hidden but for its last three characters."""
    return "•" * (len(number) - 3) + number[-3:]
