"""The account: overview, files, payments."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from views.shell.formats import capital, count, day, euros, month_name, short_day
from views.steps.situation_text import SituationText

_DOCUMENTS: Mapping[str, str] = {
    "rent_certificate": "Votre attestation de loyer",
    "school_certificate": "Le certificat de scolarité de votre enfant",
    "identity_document": "Une copie de votre pièce d'identité",
    "bank_details": "Votre relevé d'identité bancaire",
    "income_statement": "Votre justificatif de revenus",
}
_ROLES: Mapping[str, str] = {
    "responsable": "Vous êtes responsable de ce dossier.",
    "conjoint": "Vous êtes conjoint ou conjointe dans ce dossier.",
    "conjoint_madame": "Vous êtes conjointe dans ce dossier.",
    "conjoint_monsieur": "Vous êtes conjoint dans ce dossier.",
    "enfant": "Vous êtes enfant dans ce dossier.",
    "personne_a_charge": "Vous êtes à charge dans ce dossier.",
}


class HomeText:
    """Mon Compte."""

    HEADING = "Mon Compte"
    GREETING = "Bonjour"
    PAYMENTS = "Mes paiements et mes droits"
    NO_PAYMENT = "Aucun paiement pour le moment."
    DETAIL = "Voir le détail"
    ALL_PAYMENTS = "Mes paiements et droits"
    ENTITLEMENTS = "Mes droits"
    RESOURCES = "Mes ressources"
    PAPERS = "Mes attestations et mes relevés"
    ALL_PAPERS = "Demander un autre document"
    REQUESTS = "Mes démarches"
    FOLLOW = "Suivre mes démarches"
    DECLARE = "Déclarer un changement"
    QUARTERLY = "Déclaration trimestrielle"
    ASK = "Simuler ou demander une prestation"
    QUOTIENT = "Mon quotient familial"
    UNAVAILABLE = "Indisponible"
    QUOTIENT_UNKNOWN = "Les revenus du foyer ne sont pas encore connus de la Caf."
    QUOTIENT_CLOSED = "Ce dossier est fermé."
    INFORMS = "La Caf m'informe"
    REACH = "Mes dates et ma Caf"
    AGENDA = "Mon agenda"
    CONTACT = "Contacter ma Caf"
    SITUATION = "Situation du foyer"
    PROFILE = "Consulter ou modifier"
    BARS = "Montants versés"
    BARS_VIEWS = ("Présentation", "Graphique", "Tableau")
    BARS_COLUMNS = ("Mois", "Montant")
    FILES = "Mes dossiers"
    CHANGE_FILE = "Changer de dossier"
    NEXT = "Que faire maintenant ?"
    NEXT_BENEFITS = "Regardez quelle aide correspond à votre situation, et ce qu'il faut pour la demander."
    NEXT_FAMILY = (
        "Votre famille a déjà un dossier ? Écrivez à votre Caf, ou allez à son accueil : "
        "elle vous rattache à ce dossier."
    )
    BENEFITS = "Aides et démarches"

    @staticmethod
    def no_quotient(reason: str | None) -> str:
        """Return why there is no quotient familial."""
        return HomeText.QUOTIENT_CLOSED if reason == "file_closed" else HomeText.QUOTIENT_UNKNOWN

    @staticmethod
    def last_payment(paid_on: date) -> str:
        """Return when the last payment was made."""
        return f"Dernier paiement, le {day(paid_on)}"

    @staticmethod
    def next_payment(on: date) -> str:
        """Return when the next payment is due."""
        return f"Prochain paiement le {day(on)}"

    @staticmethod
    def span(first: str, last: str, next_on: date | None) -> str:
        """Return what the bars show."""
        words = f"{capital(month_name(first))} — {month_name(last)}"
        return f"{words} · prochain paiement le {short_day(next_on)}" if next_on else words

    @staticmethod
    def alert(code: str, *, document: str | None, due_on: date | None, amount: int | None) -> tuple[str, str]:
        """Return the title and text of an alert, with how it is settled: by the link of `settles`, or not here yet."""
        limit = f" avant le {short_day(due_on)}" if due_on else ""
        match code:
            case "document_missing":
                named = _DOCUMENTS.get(document or "", "Une pièce justificative")
                return (
                    "Un document manque",
                    f"{named}{f', à envoyer{limit}' if limit else ''}. Une photo suffit.",
                )
            case "declaration_due":
                return (
                    "Une déclaration à faire",
                    f"Déclarez vos revenus des trois derniers mois{limit}.",
                )
            case "contact_unverified":
                return (
                    "Vos coordonnées sont à vérifier",
                    "La Caf n'est pas sûre de pouvoir vous joindre. Un code suffit à les vérifier.",
                )
            case "overpayment":
                due = f"Il reste {euros(amount)} à rembourser." if amount else "Une somme est à rembourser."
                return (
                    "Vous avez reçu trop d'argent",
                    f"{due} La Caf retient cette somme sur vos paiements : vous n'avez rien à faire.",
                )
            case _:
                return "Une information vous attend", "Écrivez à votre Caf, ou allez à son accueil."

    @staticmethod
    def settles(code: str) -> str:
        """Return the name of the link from an alert to the screen that settles it; nothing where there is none yet."""
        return {
            "contact_unverified": "Vérifier mes coordonnées",
            "declaration_due": "Faire ma déclaration",
            "document_missing": "Envoyer ce document",
            "overpayment": "Voir ce qui est à rembourser",
        }.get(code, "")

    @staticmethod
    def asked_for(name: str) -> str:
        """Return the name of the link to the benefit that a newcomer came for."""
        return f"Comment demander : {name}"

    @staticmethod
    def situation(marital: str, children: int, occupation: str | None) -> str:
        """Return the family situation in a line."""
        parts = [SituationText.MARITAL.get(marital, SituationText.UNKNOWN)]
        parts.append(count(children, "enfant", "enfants") if children else "sans enfant")
        if occupation is not None and occupation in SituationText.OCCUPATIONS:
            parts.append(SituationText.OCCUPATIONS[occupation].lower())
        return ", ".join(parts)

    @staticmethod
    def spouse(name: str | None, *, authorised: bool) -> str:
        """Return what the responsable allows the spouse."""
        who = name or "votre conjoint ou conjointe"
        return (
            f"Vous autorisez {who} à gérer ce dossier."
            if authorised
            else f"Vous n'autorisez pas {who} à gérer ce dossier."
        )

    @staticmethod
    def role(
        role: Literal["responsable", "conjoint", "enfant", "personne_a_charge"],
        *,
        authorised: bool | None,
        civility: str | None = None,
    ) -> str:
        """Return the role of a person in a file."""
        if role == "conjoint":
            return _ROLES[f"conjoint_{civility}" if civility else role] + (
                " Vous pouvez le gérer." if authorised else " Vous ne pouvez pas le gérer."
            )
        return _ROLES[role]

    @staticmethod
    def file(number: str) -> str:
        """Return the name of a file."""
        return f"Dossier {number}"


class FilesText:
    """Mes dossiers."""

    HEADING = "Mes dossiers"
    LEAD = "Choisissez le dossier à regarder."
    CHOOSE = "Regarder ce dossier"
    CHOSEN = "C'est le dossier que vous regardez."
    CLOSED = "Dossier fermé"

    @staticmethod
    def closed_on(on: date) -> str:
        """Return when a file was closed."""
        return f"Fermé le {day(on)}"

    @staticmethod
    def responsable(name: str) -> str:
        """Return who holds a file."""
        return f"Responsable : {name}"

    @staticmethod
    def choose(number: str) -> str:
        """Return the accessible name of the button that chooses a file."""
        return f"Regarder le dossier {number}"
