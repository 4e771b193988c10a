"""Identity documents: their kinds, the format of their numbers, the verdict of a check."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from text_rules.documents import document_fault


class DocumentKind(StrEnum):
    """What proves an identity; `NONE` is for a person without a French document.

    A person never chooses `FRANCECONNECT`: the server sets it where FranceConnect vouched for the person.
    """

    CNI = "cni"
    PASSPORT = "passport"
    RESIDENCE_PERMIT = "residence_permit"
    NONE = "none"
    FRANCECONNECT = "franceconnect"


class Verdict(StrEnum):
    """What is known of a document."""

    VERIFIED = "verified"
    # The checker was unavailable: the document is checked later.
    TO_CHECK = "to_check"
    SCAN_ASKED = "scan_asked"
    NOT_FOUND = "not_found"
    MISMATCH = "mismatch"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """An identity document: its kind and canonical number."""

    kind: DocumentKind
    number: str


def number_error(kind: DocumentKind, number: str) -> str | None:
    """Return why a number cannot be of that kind: `document_short`, `_long`, `_signs` or `_shape`; None if it can."""
    fault = document_fault(kind.value, number)  # type: ignore[arg-type] # the kinds that have numbers
    return f"document_{fault[0]}" if fault else None


def masked_number(number: str) -> str:
    """Return the number with all but its last three characters masked."""
    return "•" * (len(number) - 3) + number[-3:]
