"""The French of papers."""

from __future__ import annotations

from server.documents.rules import PaperKind
from server.typesetting.french import day, month

TITLES = {
    PaperKind.PAYMENT_CERTIFICATE: "Attestation de paiement",
    PaperKind.QUOTIENT_CERTIFICATE: "Attestation de quotient familial",
    PaperKind.RIGHTS_CERTIFICATE: "Attestation de droits",
    PaperKind.STATEMENT: "Relevé de compte",
}
FILE_NAMES = {
    PaperKind.PAYMENT_CERTIFICATE: "attestation-paiement",
    PaperKind.QUOTIENT_CERTIFICATE: "attestation-quotient-familial",
    PaperKind.RIGHTS_CERTIFICATE: "attestation-droits",
    PaperKind.STATEMENT: "releve",
}
ISSUER = "Caisse d’allocations familiales"
NUMBER = "Numéro de dossier"
NAMES = ("Allocataire", "Allocataires")
PERIOD = "Période"
MADE_ON = "Fait le"
TOTAL = "Total"
TOTAL_ARRIVED = "Total versé"

MONTHS = "Montants versés par mois"
MONTH, AMOUNT = "Mois", "Montant"
BENEFIT, DUE_FOR, SINCE, PER_MONTH = "Prestation", "Au titre de", "Depuis le", "Montant par mois"
ARREARS = "rappel"
REFUSED = "Ce virement a été refusé par la banque : il ne compte pas dans le total."
ARRIVED = "Versé sur le compte"
NO_PAYMENT = "Aucun paiement n’a été versé pendant cette période."
NO_RIGHT = "Aucun droit n’est ouvert dans ce dossier à la date de ce document."
RIGHTS = "Droits ouverts"
QUOTIENT = "Quotient familial"
QUOTIENT_MONTH = "Mois de référence"

VERIFICATION = "Vérifier ce document"
VERIFICATION_CODE = "Code de vérification"
VERIFICATION_QR = "Code QR qui mène à la page de vérification de ce document"
VERIFIABLE = "Ce code peut être vérifié pendant deux ans."


def lead(kind: PaperKind, since: str | None, until: str | None, made_on: str) -> str:
    """Return the sentence that a paper is for."""
    match kind:
        case PaperKind.PAYMENT_CERTIFICATE:
            return (
                "La Caisse d’allocations familiales atteste avoir versé les montants suivants "
                f"{period_words(since, until)}."
            )
        case PaperKind.STATEMENT:
            return f"Ce relevé reprend chaque paiement versé {period_words(since, until)}, ligne par ligne."
        case PaperKind.RIGHTS_CERTIFICATE:
            return (
                "La Caisse d’allocations familiales atteste que les droits suivants sont ouverts "
                f"au {day(made_on)}."
            )
        case PaperKind.QUOTIENT_CERTIFICATE:
            return "La Caisse d’allocations familiales atteste du quotient familial suivant."


def period_words(since: str | None, until: str | None) -> str:
    """Return a period in a sentence: en octobre 2026."""
    if since == until:
        return f"en {month(since)}"
    first = month(since)
    return f"{'d’' if first[0] in 'ao' else 'de '}{first} à {month(until)}"


def period(since: str | None, until: str | None) -> str:
    """Return a period by itself: Octobre 2026."""
    words = months_words(since, until)
    return words[0].upper() + words[1:]


def months_words(since: str | None, until: str | None) -> str:
    """Return the months from one to another: octobre 2026, avril 2026 à juin 2026."""
    return month(since) if since == until else f"{month(since)} à {month(until)}"


def payment_heading(paid_on: str) -> str:
    """Return the heading of a payment."""
    return f"Paiement du {day(paid_on)}"


def withheld(benefit: str) -> str:
    """Return the name of what was taken back."""
    return f"Retenue sur {benefit[0].lower()}{benefit[1:]}"


def verification_lead(address: str | None) -> str:
    """Return how a paper is checked."""
    where = address or "la page « Vérifier un document » de Mon Compte"
    return (
        "Ce document est authentique si les montants affichés sur la page de vérification sont les mêmes. "
        f"Tapez ce code sur {where}" + (", ou lisez le code QR." if address else ".")
    )
