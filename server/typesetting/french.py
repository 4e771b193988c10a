"""French on papers: dates, sums and names of benefits, in the words of the program's screens; a test compares them."""

from __future__ import annotations

from datetime import date, datetime

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
NONE = "Non renseigné"
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_NO_BREAK = "\u00a0"


def day(value: str | None) -> str:
    """Return a date, from ISO 8601: 5 novembre 2026."""
    if value is None:
        return NONE
    found = date.fromisoformat(value[:10])
    return f"{'1er' if found.day == 1 else found.day} {MONTHS[found.month - 1]} {found.year}"


def moment(value: str) -> str:
    """Return an instant, from ISO 8601 with its zone: 5 novembre 2026 à 14 h 05 (temps universel)."""
    found = datetime.fromisoformat(value)
    return f"{day(value)} à {found.hour} h {found.minute:02} (temps universel)"


def month(value: str | None) -> str:
    """Return a month, from 2026-11: novembre 2026."""
    if value is None:
        return NONE
    year, number = value.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def euros(cents: int | None) -> str:
    """Return a sum with its cents, from euro cents: 1 617,42 €."""
    if cents is None:
        return "Indisponible"
    whole, rest = divmod(abs(cents), 100)
    figures = f"{whole:,}".replace(",", _NO_BREAK)
    return f"{'−' if cents < 0 else ''}{figures},{rest:02}{_NO_BREAK}€"
