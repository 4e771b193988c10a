"""The French of the document, in the words of the program's screens; a test compares the two."""

from __future__ import annotations

from datetime import date, datetime

from text_rules.telephones import read_out

TITLE = "Mes données"
LEAD = (
    "Ce document contient toutes les informations que Mon Compte garde sur vous. "
    "Gardez-le dans un endroit sûr : il contient votre identifiant."
)

BENEFITS = {
    "aah": "Allocation aux adultes handicapés",
    "ade": "Allocation décès enfant",
    "aeeh": "Allocation d'éducation de l'enfant handicapé",
    "af": "Allocations familiales",
    "alf": "Allocation de logement familiale",
    "ajpp": "Allocation journalière de présence parentale",
    "als": "Allocation de logement sociale",
    "apl": "Aide personnalisée au logement",
    "aripa": "Recouvrement de la pension alimentaire",
    "ars": "Allocation de rentrée scolaire",
    "asf": "Allocation de soutien familial",
    "cf": "Complément familial",
    "cmg": "Complément de libre choix du mode de garde",
    "paje_base": "Allocation de base de la Paje",
    "paje_cmg": "Complément de libre choix du mode de garde",
    "preparee": "Prestation partagée d'éducation de l'enfant",
    "prime_activite": "Prime d'activité",
    "prime_naissance": "Prime à la naissance",
    "rsa": "Revenu de solidarité active",
}
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
NONE = "Non renseigné"
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_NO_BREAK = "\u00a0"


def day(value: str | None) -> str:
    """Return a date, from ISO 8601: 5 novembre 2026."""
    if value is None:
        return NONE
    found = date.fromisoformat(value[:10])
    return f"{'1er' if found.day == 1 else found.day} {_MONTHS[found.month - 1]} {found.year}"


def birth_date(value: str) -> str:
    """Return a date of birth, from YYYY-MM-DD with 00 for an unknown part: novembre 1992, jour inconnu."""
    year, month, number = map(int, value.split("-"))
    if month and number:
        return day(value)
    if month:
        return f"{_MONTHS[month - 1]} {year}, jour inconnu"
    return f"{year}, mois inconnu, jour {number}" if number else f"{year}, jour et mois inconnus"


def moment(value: str) -> str:
    """Return an instant, from ISO 8601 with its zone: 5 novembre 2026 à 14 h 05 (temps universel)."""
    found = datetime.fromisoformat(value)
    return f"{day(value)} à {found.hour} h {found.minute:02} (temps universel)"


def month(value: str | None) -> str:
    """Return a month, from 2026-11: novembre 2026."""
    if value is None:
        return NONE
    year, number = value.split("-")
    return f"{_MONTHS[int(number) - 1]} {year}"


def euros(cents: int | None) -> str:
    """Return a sum with its cents, from euro cents: 1 617,42 €."""
    if cents is None:
        return "Indisponible"
    whole, rest = divmod(abs(cents), 100)
    figures = f"{whole:,}".replace(",", _NO_BREAK)
    return f"{'−' if cents < 0 else ''}{figures},{rest:02}{_NO_BREAK}€"


def phone(number: str | None) -> str | None:
    """Return a telephone number as people read it out in its country."""
    parts = read_out(number) if number else None
    return " ".join(parts) if parts else number


def yes(value: bool) -> str:  # noqa: FBT001 - the one thing that it says
    """Oui or Non."""
    return "Oui" if value else "Non"
