"""The French of Mes paiements."""

from collections.abc import Mapping
from datetime import date

from views.shell.benefit_names import benefit
from views.shell.formats import capital, count, day, euros, month

_REASONS: Mapping[str, str] = {
    "income_change": "vos revenus de cette période étaient plus élevés que prévu",
    "situation_change": "votre situation avait changé",
    "duplicate_payment": "cette somme avait été versée deux fois",
}


class PaymentsText:
    """Mes paiements."""

    HEADING = "Mes paiements"
    PLACE = "Paiements et droits"
    PLACE_SHORT = "Paiements"
    LEAD = "Tout ce que la Caf a versé pour ce dossier depuis deux ans."
    EMPTY = "Aucun paiement pour le moment."
    EMPTY_MORE = "Dès que la Caf versera une aide pour ce dossier, elle apparaîtra ici."
    MORE = "Voir les paiements plus anciens"
    LOADING_MORE = "Chargement…"

    @staticmethod
    def came(number: int) -> str:
        """Return how many older payments were added to the list."""
        return f"{count(number, 'paiement plus ancien est affiché', 'paiements plus anciens sont affichés')}."

    @staticmethod
    def row(name: str, paid_on: date) -> str:
        """Return a payment in the list."""
        return f"{capital(month(name))}, versé le {day(paid_on)}"


class PaymentText:
    """Détail d'un paiement."""

    HEADING = "Paiement"
    PAID = "Ce qui a été versé"
    TAKEN = "Ce qui a été repris"
    TOTAL = "Total reçu"
    BACK = "Retour à mes paiements"

    @staticmethod
    def heading(name: str) -> str:
        """Return the heading of the screen."""
        return (
            f"Paiement de {month(name)}"
            if not month(name).startswith(("a", "o"))
            else f"Paiement d'{month(name)}"
        )

    @staticmethod
    def transfer(paid_on: date, account: str) -> str:
        """Return how the money came."""
        return f"Versé le {day(paid_on)}, par virement sur le compte {account}."

    @staticmethod
    def next_on(on: date | None) -> str:
        """Return when the next payment is due."""
        return (
            f"Prochain paiement le {day(on)}."
            if on
            else "La date du prochain paiement n'est pas encore connue."
        )

    @staticmethod
    def line(code: str, name: str, *, arrears: bool) -> str:
        """Return what a sum was paid for."""
        return f"{benefit(code)}, {'rappel de ' if arrears else ''}{month(name)}"

    @staticmethod
    def recovery(code: str, name: str, reason: str) -> str:
        """Return what was taken back, and why."""
        why = _REASONS.get(reason)
        return f"{benefit(code)}, {month(name)}" + (f" : {why}." if why else ".")

    @staticmethod
    def remaining(cents: int) -> str:
        """Return what is still owed."""
        return f"Il reste {euros(cents)} à rembourser." if cents else "Tout est remboursé."
