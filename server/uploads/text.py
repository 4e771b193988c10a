"""The French of uploads in the copy of a person's data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_DOCUMENTS: Final[Mapping[str, str]] = {
    "rent_certificate": "Attestation de loyer",
    "school_certificate": "Certificat de scolarité",
    "identity_document": "Pièce d’identité",
    "bank_details": "Relevé d’identité bancaire",
    "income_statement": "Justificatif de revenus",
    "appeal": "Ce qui appuie un recours",
}
STATES: Final[Mapping[str, str]] = {
    "uploading": "Envoi non terminé",
    "sent": "Reçu",
    "accepted": "Accepté",
    "refused": "Refusé",
}
REASONS: Final[Mapping[str, str]] = {
    "unreadable": "Refusé : illisible",
    "incomplete": "Refusé : incomplet",
    "wrong_document": "Refusé : autre document attendu",
    "out_of_date": "Refusé : trop ancien",
    "other_person": "Refusé : au nom d’une autre personne",
}


def document_name(document: str) -> str:
    """Return the name of a kind of document; one that a questionnaire named goes by its code."""
    return _DOCUMENTS.get(document, document.replace("_", " ").capitalize())
