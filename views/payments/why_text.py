"""The French of Pourquoi ce montant ?"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from views.payments.text import AT_THE_CAF
from views.shell.benefit_names import benefit
from views.shell.formats import day, euros, month_name, of_name


class WhyText:
    """Pourquoi ce montant ?"""

    COLUMNS = ("Aide et raison", "Écart")
    DIFFERENCE = "Différence"
    UNCHANGED = "sans changement"
    UNEXPLAINED = f"Pour une ligne sans raison, demandez pourquoi à votre Caf : {AT_THE_CAF}."
    NOTHING_MORE = "Chaque aide et chaque retenue est du même montant que le mois d'avant."
    FIRST = "Pourquoi ce montant ?"
    FIRST_MORE = "C'est votre premier mois de paiement : il n'y a pas de mois d'avant à comparer."

    @staticmethod
    def heading(difference: int, compared_with: str) -> str:
        """Return the question that is answered."""
        name = month_name(compared_with)
        if difference:
            more = "de plus" if difference > 0 else "de moins"
            return f"Pourquoi {euros(abs(difference))} {more} qu'en {name} ?"
        return f"Pourquoi le même montant qu'en {name} ?"

    @staticmethod
    def nothing(compared_with: str) -> str:
        """Return that no line is another."""
        return f"Rien n'a changé depuis {month_name(compared_with)}"

    @staticmethod
    def line(code: str, part: str, kind: str, event: tuple[str, date, str | None] | None) -> str:
        """Return why one line changed, in a sentence.

        Args:
            code: the benefit.
            part: `right`, `arrears` or `recovery`.
            kind: `added`, `removed`, `changed` or `unchanged`.
            event: the kind, day and first name of what is behind it; None where nobody knows.
        """
        why = _cause(*event) if event is not None and (part, kind) not in _SAID_WHOLLY else ""
        said = ", ".join(filter(None, (_CHANGES[part][kind], why)))
        return f"{benefit(code)} : {said}" if said else benefit(code)


_CHANGES: Final[Mapping[str, Mapping[str, str]]] = {
    "right": {
        "added": "une aide de plus",
        "removed": "une aide de moins",
        "changed": "le montant a changé",
        "unchanged": "",
    },
    "arrears": {
        "added": "une somme due pour des mois passés",
        "removed": "la somme due pour des mois passés n'était versée qu'une fois",
        "changed": "la somme due pour des mois passés a changé",
        "unchanged": "somme due pour des mois passés",
    },
    "recovery": {
        "added": "une somme est retenue",
        "removed": "plus rien n'est retenu",
        "changed": "la somme retenue a changé",
        "unchanged": "somme retenue",
    },
}
"""What happened to a line of a payment, by its part and by how it changed."""

_SAID_WHOLLY: Final = frozenset({("arrears", "removed")})
"""What needs no reason: of what is owed once there is nothing the month after."""


_CAUSES: Final[Mapping[str, tuple[str, str]]] = {
    "declaration": ("après votre déclaration du {on}", ""),
    "birthday": (
        "après l'anniversaire de votre enfant, le {on}",
        "après l'anniversaire {of}, le {on}",
    ),
    "birth": ("après la naissance de votre enfant, le {on}", "après la naissance {of}, le {on}"),
    "move": ("après votre déménagement du {on}", ""),
    "separation": ("après votre séparation du {on}", ""),
    "couple": ("après votre mise en couple du {on}", ""),
    "work_started": ("après le début d'un travail, le {on}", "après le début du travail {of}, le {on}"),
    "work_ended": ("après la fin d'un travail, le {on}", "après la fin du travail {of}, le {on}"),
    "school_year": ("avec la rentrée scolaire du {on}", "avec la rentrée scolaire {of}, le {on}"),
    "new_rate": ("avec les nouveaux montants fixés par l'État le {on}", ""),
    "debt_started": ("pour rembourser ce qui a été versé en trop, annoncé le {on}", ""),
    "debt_changed": ("pour rembourser ce qui a été versé en trop", ""),
    "debt_ended": ("le remboursement est terminé depuis le {on}", ""),
    "right_opened": ("votre droit a commencé le {on}", ""),
    "right_closed": ("votre droit s'est terminé le {on}", ""),
    "suspended": ("le paiement est arrêté depuis le {on}", ""),
    "resumed": ("le paiement a repris le {on}", ""),
    "payment_refused": ("votre banque a refusé le paiement du {on}", ""),
    "arrears": ("depuis le {on}", ""),
}
"""What is behind a change, by the code of the event: without a first name, and with one where that says more."""

EVENT_KINDS: Final = frozenset(_CAUSES)


def _cause(kind: str, on: date, subject: str | None) -> str:
    """Return what is behind a change; nothing for what is newer than this program."""
    plain, named = _CAUSES.get(kind, ("", ""))
    template = named if named and subject else plain
    return template.format(on=day(on), of=of_name(subject or ""))
