"""The French of where an entitlement stands, wherever it is shown."""

from typing import Final


class EntitlementText:
    """Where a benefit of the file stands, and why."""

    HEADING = "Mes droits"
    NONE = "Aucune aide en cours."
    ALL = "Voir tous mes droits"
    STATES: Final = {"open": "Ouvert", "suspended": "Suspendu", "closed": "Terminé"}
    _REASONS: Final = {
        "rent_certificate_missing": "Il manque votre attestation de loyer.",
        "school_certificate_missing": "Il manque le certificat de scolarité de votre enfant.",
        "declaration_missing": "Il manque votre déclaration de revenus des trois derniers mois.",
        "child_grown": "Votre enfant a dépassé l'âge de cette aide.",
        "couple": "Vous vivez en couple.",
        "file_closed": "Ce dossier est fermé.",
        "income_too_high": "Vos revenus dépassent la limite de cette aide.",
        "move": "Vous avez déménagé.",
        "separation": "Vous vous êtes séparés.",
        "work_ended": "Vous avez cessé de travailler.",
        "work_started": "Vous avez repris un travail.",
    }
    _ACTS: Final = {
        "send_rent_certificate": "Envoyez-la : l'aide reprend, et les mois manqués sont versés.",
        "send_school_certificate": "Envoyez-le : l'aide reprend, et les mois manqués sont versés.",
        "declare_income": "Faites-la : l'aide reprend, et les mois manqués sont versés.",
    }
    SEND: Final = "Envoyer le document"
    DECLARE: Final = "Déclarer mes revenus"
    _UNKNOWN: Final = "Votre Caf peut vous dire pourquoi."
    _MEANWHILE: Final = "En attendant, cette aide n'est plus versée."

    @staticmethod
    def lifts(label: str, benefit: str) -> str:
        """Return the accessible name of the way to what lifts the suspension of a benefit."""
        return f"{label} : {benefit}"

    @staticmethod
    def why(state: str, reason: str | None, act: str | None) -> list[str]:
        """Return why a benefit is suspended or over, and what lifts a suspension; nothing of one that is open."""
        if state == "open":
            return []
        why = EntitlementText._REASONS.get(reason or "", EntitlementText._UNKNOWN)
        if state == "suspended":
            why = f"{why} {EntitlementText._MEANWHILE}"
        lifts = EntitlementText._ACTS.get(act or "", "")
        return [why, lifts] if lifts else [why]
