"""The French of uploads, in the copy of a person's data and in what the fund writes."""

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


WHY: Final[Mapping[str, str]] = {
    "unreadable": "Il n’est pas lisible. Prenez une photo nette, à la lumière, page entière.",
    "incomplete": "Il manque une page ou une partie. Envoyez le document en entier.",
    "wrong_document": "Ce n’est pas le document demandé.",
    "out_of_date": "Il est trop ancien. Envoyez le plus récent.",
    "other_person": "Il est au nom d’une autre personne.",
}


def document_name(document: str, label: str | None = None) -> str:
    """Return the name of a kind of document: ours, else the label of who asks for it, else its code in words."""
    name = _DOCUMENTS.get(document) or label or document.replace("_", " ")
    return name[:1].upper() + name[1:]
