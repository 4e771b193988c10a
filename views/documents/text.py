"""The French of Mes attestations et mes relevés, and of Vérifier un document."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from app.rules.problem import Fault, Problem
from views.shell.benefit_names import benefit
from views.shell.clock import local
from views.shell.feature import Searched
from views.shell.formats import capital, count, day, month
from views.shell.text import Part

KINDS: Final[Mapping[str, str]] = {
    "payment_certificate": "Attestation de paiement",
    "statement": "Relevé de compte",
    "rights_certificate": "Attestation de droits",
    "quotient_certificate": "Attestation de quotient familial",
}


class DocumentsText:
    """Mes attestations et mes relevés."""

    HEADING = "Mes attestations et mes relevés"
    LEAD = (
        "Pour un propriétaire, une crèche, une cantine ou une banque. "
        "Chaque document porte un code que tout le monde peut vérifier."
    )
    ASK = "Demander un document"
    KIND = "Quel document voulez-vous ?"
    SINCE = "Du mois de"
    UNTIL = "Au mois de"
    MONTH_HINT = "Par exemple 10/2026. Les deux mois sont compris."
    SUBMIT = "Préparer le document"
    READY = "Votre document est prêt"
    DOWNLOAD = "Télécharger le document"
    MADE = "Mes documents"
    MADE_MORE = "Ils restent ici 30 jours. Pour en avoir un plus tard, demandez-le de nouveau."
    NONE = "Vous n'avez demandé aucun document ces 30 derniers jours."
    CANCELLED = "Préparation annulée"
    FAILED = "Préparation non aboutie"
    UNDER_WAY = "Préparation en cours"
    AWAY = "Pas sur cet appareil : il faut une connexion pour l'ouvrir."
    AGAIN = "Préparer de nouveau"
    CHECK = "Vérifier un document"

    @staticmethod
    def name(kind: str, since: str | None, until: str | None) -> str:
        """Return a paper by its kind and its months."""
        if since is None:
            return KINDS[kind]
        if since == until or until is None:
            return f"{KINDS[kind]}, {month(since)}"
        return f"{KINDS[kind]}, {month(since)} à {month(until)}"

    @staticmethod
    def made_on(made_at: datetime) -> str:
        """Return when a paper was made."""
        return f"fait le {day(local(made_at))}"

    @staticmethod
    def download(name: str) -> str:
        """Return what brings a paper."""
        return f"Télécharger : {name}"

    @staticmethod
    def month(problem: Problem) -> str:
        """Return what is wrong with a month, and how to mend it."""
        match problem.fault:
            case Fault.EMPTY:
                return "Tapez un mois et une année, comme 10/2026."
            case Fault.IN_THE_FUTURE:
                return "Ce mois n'est pas encore arrivé. Choisissez ce mois-ci ou un mois passé."
            case Fault.TOO_OLD:
                return "Mon Compte remonte à dix ans au plus. Choisissez un mois plus récent."
            case Fault.REVERSED:
                return "Ce mois vient avant le premier. Mettez le plus ancien en premier."
            case _:
                return "Ce n'est pas un mois. Tapez le mois et l'année, comme 10/2026."


class VerificationText:
    """Vérifier un document."""

    HEADING = "Vérifier un document"
    LEAD = (
        "Vous avez reçu une attestation ou un relevé de la Caf ? "
        "Tapez le code qui y est imprimé : vous saurez si le document est authentique."
    )
    EASY = (
        Part(
            "",
            (
                "Vous avez un papier de la Caf ?",
                "Vous voulez savoir s'il est vrai ?",
                "Regardez en bas de la page.",
                "Il y a un code.",
                "Tapez ce code ici.",
                "Appuyez sur « Vérifier ».",
            ),
        ),
    )
    HELP = "Savoir si une attestation ou un relevé de la Caf est authentique, avec son code."
    CODE = "Code de vérification"
    CODE_HINT = "16 lettres et chiffres, au pied de chaque page. Les lettres O, I, L et U n'y sont jamais."
    SUBMIT = "Vérifier"
    ANOTHER = "Vérifier un autre document"
    GENUINE = "Ce document est authentique"
    GENUINE_MORE = "Comparez-le avec ce qui suit : tout doit être identique."
    REVOKED = "Ce document a été annulé"
    UNKNOWN = "Ce code ne correspond à aucun document"
    UNKNOWN_MORE = (
        "Relisez le code sur le document. S'il est bien recopié, le document n'est pas authentique, "
        "ou il a plus de deux ans."
    )
    KIND = "Document"
    PERIOD = "Période"
    MADE_ON = "Fait le"
    INITIALS = "Initiales des allocataires"
    FIGURES = "Montants"
    TOTAL = "Total"

    @staticmethod
    def revoked(at: datetime) -> str:
        """Return since when a paper counts no more."""
        return f"Depuis le {day(local(at))}, il ne peut plus servir. Demandez-en un nouveau à la personne."

    @staticmethod
    def subject(subject: str | None) -> str:
        """Return what a sum is of: a month, or a benefit."""
        if subject is None:
            return VerificationText.FIGURES
        return capital(month(subject)) if subject[:1].isdecimal() else benefit(subject)

    @staticmethod
    def period(since: str, until: str | None) -> str:
        """Return the months of a paper."""
        return (
            capital(month(since))
            if until in {None, since}
            else f"{capital(month(since))} à {month(until or since)}"
        )

    @staticmethod
    def code(problem: Problem) -> str:
        """Return what is wrong with a code, and how to mend it."""
        match problem.fault:
            case Fault.EMPTY:
                return "Tapez le code imprimé sur le document."
            case Fault.TOO_SHORT:
                return f"Il manque {count(problem.count, 'caractère', 'caractères')} : le code en a 16."
            case Fault.TOO_LONG:
                return f"Il y a {count(problem.count, 'caractère', 'caractères')} de trop : le code en a 16."
            case Fault.FORBIDDEN_CHARACTERS:
                return "Un caractère n'est pas possible dans ce code. Les chiffres 0 et 1 n'y sont jamais non plus."
            case _:
                return "Un caractère est faux, ou deux sont inversés. Relisez le code sur le document."


class DocumentsSearchText:
    """What Rechercher says of it."""

    DOCUMENTS = Searched(
        "Obtenir une attestation ou un relevé",
        "Attestation de paiement, de droits, de quotient familial, relevé de compte",
        "télécharger imprimer PDF justificatif papier certificat cantine crèche",
    )
    DOCUMENT_CALLED = ("Attestations et relevés", "document")
