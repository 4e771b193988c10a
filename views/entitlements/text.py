"""The French of Mes droits."""

from datetime import date
from typing import Final

from views.shell.feature import Searched
from views.shell.formats import day


class EntitlementsText:
    """Mes droits."""

    HEADING = "Mes droits"
    LEAD = "Les aides de ce dossier, et ce qu'il en est de chacune."
    EMPTY = "Aucun droit pour le moment."
    EMPTY_MORE = "Dès qu'une aide sera accordée pour ce dossier, elle apparaîtra ici."
    BENEFITS = "Aides et démarches"
    MONTHLY = "Montant par mois"
    SINCE = "Droit ouvert le"
    UNTIL = "Jusqu'au"
    NO_END = "Pas de fin prévue"
    ENDS_WHEN = "Ce qui peut y mettre fin"
    PAYMENTS = "Voir mes paiements"
    _ENDS: Final = {
        "child_turns_3": "Votre enfant a 3 ans.",
        "child_turns_20": "Votre enfant a 20 ans.",
        "couple": "Vous vivez en couple.",
        "declaration_missing": "Vous ne faites pas la déclaration des trois mois.",
        "income_rises": "Vos revenus augmentent.",
        "move": "Vous déménagez.",
        "work_ends": "Vous cessez de travailler.",
        "work_starts": "Vous commencez un travail.",
    }

    @staticmethod
    def until(end: date | None) -> str:
        """Return until when a benefit is due."""
        return day(end) if end is not None else EntitlementsText.NO_END

    @staticmethod
    def ends_when(codes: tuple[str, ...]) -> list[str]:
        """Return what may end a benefit, in sentences; a code newer than this program is left out."""
        return [EntitlementsText._ENDS[code] for code in codes if code in EntitlementsText._ENDS]


class EntitlementsSearchText:
    """What Rechercher says of it."""

    ENTITLEMENTS = Searched(
        "Voir mes droits",
        "Les prestations ouvertes, suspendues ou terminées",
        "aides allocations droit suspension suspendu arrêt fin de droit",
    )
    ENTITLEMENT_CALLED = ("Droits", "droit")
