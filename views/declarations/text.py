"""The French of the quarterly declaration."""

from datetime import date, datetime

from views.shell.feature import Searched
from views.shell.formats import capital, day, month, month_name, months


class DeclarationsText:
    """La déclaration trimestrielle."""

    HEADING = "Déclaration trimestrielle"
    LEAD = (
        "Tous les trois mois, vous déclarez ce que votre foyer a reçu. "
        "La Caf calcule avec ces montants la prime d'activité, le RSA et l'AAH."
    )
    WAITS = "À vous"
    LATE = "En retard"
    DONE = "Envoyée"
    NOTHING_WAITS = "Vous n'avez rien à déclarer pour le moment."
    NOTHING_WAITS_MORE = "La Caf vous prévient dès que la prochaine déclaration est ouverte."
    NONE = "Votre foyer n'a pas de déclaration trimestrielle à faire."
    NONE_MORE = "Elle sert à la prime d'activité, au RSA et à l'AAH."
    BEGIN = "Faire ma déclaration"
    CORRECT = "Corriger"
    LATE_MORE = "Elle est encore possible. Envoyez-la dès maintenant : vos paiements en dépendent."

    @staticmethod
    def name(quarter: tuple[str, ...]) -> str:
        """Return what three months are called: Août à octobre 2026."""
        first, last = quarter[0], quarter[-1]
        begins = month_name(first) if first[:4] == last[:4] else month(first)
        return f"{capital(begins)} à {month(last)}"

    @staticmethod
    def limit(due_on: date) -> str:
        """Return until when it is in time."""
        return f"À envoyer avant le {day(due_on)}."

    @staticmethod
    def follows(paid: tuple[str, ...]) -> str:
        """Return for which months it counts."""
        return f"Elle compte pour vos paiements {months(paid[0], paid[-1])}."

    @staticmethod
    def sent_on(at: datetime) -> str:
        """Return when it was sent."""
        return f"Envoyée le {day(at.date())}."

    @staticmethod
    def begin_of(quarter: tuple[str, ...]) -> str:
        """Return which one a press begins, for who only hears it."""
        return f"{DeclarationsText.BEGIN}, {months(quarter[0], quarter[-1])}"

    @staticmethod
    def correct_of(quarter: tuple[str, ...]) -> str:
        """Return which one a press corrects, for who only hears it."""
        return f"{DeclarationsText.CORRECT} la déclaration {months(quarter[0], quarter[-1])}"


class DeclarationsSearchText:
    """What Rechercher says of it."""

    DECLARE = Searched(
        "Faire ma déclaration trimestrielle",
        "Prime d'activité, RSA, AAH",
        "DTR déclarer ressources revenus salaires trimestre trois mois",
    )
    DECLARATION_CALLED = ("Déclarations trimestrielles", "déclaration")
