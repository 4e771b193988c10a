"""The French of the document, in the words of the program's screens; a test compares the two."""

from __future__ import annotations

from server.typesetting.french import MONTHS, day, month
from text_rules.telephones import read_out

TITLE = "Mes données"
LEAD = (
    "Ce document contient toutes les informations que Mon Compte garde sur vous. "
    "Gardez-le dans un endroit sûr : il contient votre identifiant."
)

REQUESTS = "Mes démarches"

RESOURCES = {
    "alimony": "Pension alimentaire",
    "parental_leave": "Congé parental",
    "pension": "Retraite",
    "scholarship": "Bourse",
    "self_employment": "Revenus d'indépendant",
    "sickness": "Indemnités journalières",
    "unemployment": "Allocation chômage",
    "wages": "Salaire",
}
SOURCES = {
    "declared": "Déclaré à la Caf",
    "employer": "Employeur",
    "france_travail": "France Travail",
    "health_insurance": "Assurance maladie",
    "pension_fund": "Caisse de retraite",
    "taxes": "Impôts",
}
CORRECTIONS = {"received": "Reçue", "accepted": "Acceptée", "refused": "Refusée"}
MARITAL = {
    "single": "Célibataire",
    "couple": "En couple",
    "married": "En couple marié",
    "pacs": "En couple pacsé",
    "separated": "Séparation",
    "widowed": "Veuvage",
}
OCCUPATIONS = {
    "student": "En études",
    "employed": "En emploi",
    "self_employed": "À votre compte",
    "unemployed": "Au chômage",
    "retired": "À la retraite",
}
ROLES = {
    "responsable": "Vous êtes responsable de ce dossier.",
    "conjoint": "Vous êtes conjoint ou conjointe dans ce dossier.",
    "conjoint_madame": "Vous êtes conjointe dans ce dossier.",
    "conjoint_monsieur": "Vous êtes conjoint dans ce dossier.",
    "enfant": "Vous êtes enfant dans ce dossier.",
    "personne_a_charge": "Vous êtes à charge dans ce dossier.",
}
CIVILITIES = {"madame": "Madame", "monsieur": "Monsieur"}
CHANNELS = {"mail": "Par mail", "sms": "Par SMS"}
CONTACTS = {"mail": "Adresse mail", "sms": "Téléphone"}
DOCUMENTS = {
    "cni": "Carte d'identité",
    "passport": "Passeport",
    "residence_permit": "Titre de séjour",
    "none": "Aucune",
}
VERDICTS = {
    "verified": "Vérifiée",
    "to_check": "À vérifier",
    "scan_asked": "Copie demandée",
    "not_found": "Inconnue",
    "mismatch": "Au nom de quelqu'un d'autre",
    "expired": "Périmée",
}
ALERTS = {
    "document_missing": "Un document manque",
    "declaration_due": "Une déclaration à faire",
    "overpayment": "Vous avez reçu trop d'argent",
}
ENTITLEMENT_STATES = {"open": "Ouvert", "suspended": "Suspendu", "closed": "Clos"}
DEBT_REASONS = {
    "income_change": "Revenus plus élevés que prévu",
    "situation_change": "Situation qui avait changé",
    "duplicate_payment": "Somme versée deux fois",
}
DEBT_STATES = {"open": "En cours", "settled": "Remboursée", "cancelled": "Annulée"}
EVENTS = {
    "arrears": "Rappel",
    "birth": "Naissance",
    "birthday": "Anniversaire",
    "couple": "Vie en couple",
    "debt_changed": "Retenue modifiée",
    "debt_ended": "Fin d'une retenue",
    "debt_started": "Début d'une retenue",
    "declaration": "Déclaration",
    "move": "Déménagement",
    "new_rate": "Nouveau barème",
    "payment_refused": "Paiement refusé par la banque",
    "resumed": "Reprise des paiements",
    "right_closed": "Fin d'un droit",
    "right_opened": "Ouverture d'un droit",
    "school_year": "Rentrée scolaire",
    "separation": "Séparation",
    "suspended": "Suspension",
    "work_ended": "Fin d'un travail",
    "work_started": "Début d'un travail",
}


def birth_date(value: str) -> str:
    """Return a date of birth, from YYYY-MM-DD with 00 for an unknown part: novembre 1992, jour inconnu."""
    year, month, number = map(int, value.split("-"))
    if month and number:
        return day(value)
    if month:
        return f"{MONTHS[month - 1]} {year}, jour inconnu"
    return f"{year}, mois inconnu, jour {number}" if number else f"{year}, jour et mois inconnus"


def period(first: str, last: str) -> str:
    """Return a month, or the first and the last of several."""
    return month(first) if first == last else f"{month(first)} à {month(last)}"


def phone(number: str | None) -> str | None:
    """Return a telephone number as people read it out in its country."""
    parts = read_out(number) if number else None
    return " ".join(parts) if parts else number


def yes(value: bool) -> str:  # noqa: FBT001 - the one thing that it says
    """Oui or Non."""
    return "Oui" if value else "Non"
