"""The French of the declaration of three months: it is the fund's form, as those in `server/questionnaires` are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from server.typesetting.french import euros, month

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.declarations.rules import IncomeKind, Quarter

NAME: Final = "Déclaration trimestrielle"
SENTENCES: Final = (
    "Vous déclarez ce que chaque personne du foyer a reçu, mois par mois.",
    "Ce que la Caf sait déjà est rempli. Corrigez ce qui est faux.",
)
NEEDED: Final = (
    ("payslips", "Les bulletins de salaire des trois mois"),
    ("other_incomes", "Les relevés des autres sommes reçues : chômage, indemnités journalières, pensions"),
)
EFFECTS: Final = (
    "Sans cette déclaration, la prime d’activité, le RSA ou l’AAH s’arrête.",
    "Les montants sont recalculés pour les trois mois qui suivent. Une estimation est montrée avant l’envoi.",
)
STATEMENT: Final = "Je certifie que ce que je déclare est exact et complet."

SITUATION: Final = "Votre situation"
CHANGED: Final = "Votre famille, votre logement ou votre travail a-t-il changé pendant ces trois mois ?"
CHANGED_ADVICE: Final = (
    "Envoyez d’abord cette déclaration. "
    "Déclarez ensuite ce changement dans Mes démarches, Déclarer un changement."
)
NO_INCOME: Final = "Aucun revenu"
NOTHING_AND_SOMETHING: Final = (
    "Vous avez coché « Aucun revenu » avec un autre revenu. Gardez l’un ou l’autre."
)
AMOUNT_HINT: Final = "0 si rien n’a été reçu ce mois-là."
DOUBLED: Final[Mapping[IncomeKind, str]] = {
    "wages": "Est-ce une prime, ou un 13e mois ? Rien à changer si le montant est juste.",
}
DOUBLED_OTHERWISE: Final = "Rien à changer si le montant est juste."

KINDS: Final[Mapping[IncomeKind, str]] = {
    "wages": "Salaire net",
    "self_employment": "Revenu d’une activité à son compte",
    "unemployment": "Allocation de chômage",
    "sickness": "Indemnités journalières",
    "parental_leave": "Indemnités de congé parental",
    "pension": "Retraite ou pension d’invalidité",
    "scholarship": "Bourse d’études",
    "alimony": "Pension alimentaire reçue",
}


def title(quarter: Quarter, *, correction: bool) -> str:
    """Return what the declaration of a quarter is called: "Déclaration trimestrielle d’août à octobre 2026"."""
    name = f"{NAME} {months(quarter)}"
    return f"{name} (correction)" if correction else name


def months(quarter: Quarter) -> str:
    """Return its three months: "d’août à octobre 2026"."""
    first, _, last = quarter.months
    begins = month(first) if first[:4] != last[:4] else month(first).rpartition(" ")[0]
    return f"{of(begins)} à {month(last)}"


def of(name: str) -> str:
    """Return a month after its preposition: "de mai", "d’août"."""
    return f"d’{name}" if name[0] in "aeiouy" else f"de {name}"


def page_title(name: str) -> str:
    """Return the title of the page of one person."""
    return f"Revenus de {name}"


def kinds_label(name: str, quarter: Quarter) -> str:
    """Return what is asked first of one person."""
    return f"Ce que {name} a reçu, {months(quarter)}"


def amount_label(kind: IncomeKind, in_month: str) -> str:
    """Return the label of an amount."""
    return f"{KINDS[kind]}, {month(in_month).rpartition(' ')[0]}"


def reference(cents: int, in_month: str) -> str:
    """Return what was declared before."""
    return f"Vous aviez déclaré {euros(cents)} en {month(in_month)}."


def doubled(kind: IncomeKind, since: str) -> str:
    """Return what is said of an amount that is twice another: nothing is refused."""
    name = of(month(since).rpartition(" ")[0])
    return f"C’est au moins le double {name}. {DOUBLED.get(kind, DOUBLED_OTHERWISE)}"
