"""The French of what a declaration would change."""

from collections.abc import Iterable, Mapping
from typing import Final

from views.shell.formats import euros, months

_REASONS: Final[Mapping[str, str]] = {
    "not_calculated": "Elle ne se calcule pas ici.",
    "adult_birth_date": "La Caf ne connaît pas la date de naissance d'un adulte du foyer.",
    "child_birth_date": "La Caf ne connaît pas la date de naissance de tous vos enfants.",
}
_SUPPOSITIONS: Final[Mapping[str, str]] = {
    "housing": "votre logement n'y change rien",
    "other_benefits": "vos autres aides suivent les règles d'aujourd'hui",
    "other_months": "les autres mois ressemblent à ces trois mois",
    "birth_day": "un jour de naissance inconnu est le premier du mois",
    "kinds": "le congé parental compte comme des indemnités journalières, et une pension comme une retraite",
}


class EffectText:
    """What a declaration would change."""

    WORKING = "Calcul de l'effet sur vos paiements…"
    NONE = "L'effet sur vos paiements ne peut pas être estimé ici."
    FAILED = "L'effet sur vos paiements n'a pas pu être estimé."
    NONE_MORE = "Vous pouvez envoyer votre déclaration : la Caf fera le calcul."
    ESTIMATE = "C'est une estimation. La Caf décide avec votre dossier."
    LEFT_OUT = "Une partie des sommes déclarées n'y est pas comptée."

    @staticmethod
    def line(benefit: str, paid: tuple[str, ...], before: int, after: int) -> str:
        """Return what a benefit would come to."""
        when = months(paid[0], paid[-1])
        before, after = (round(cents, -2) for cents in (before, after))
        if before == after:
            return f"{benefit} {when} : environ {euros(after)} par mois, comme aujourd'hui."
        return f"{benefit} {when} : environ {euros(after)} par mois au lieu de {euros(before)}."

    @staticmethod
    def unknown(benefit: str, reason: str) -> str:
        """Return that a benefit is not estimated, and why."""
        return f"{benefit} : pas d'estimation. {_REASONS.get(reason, _REASONS['not_calculated'])}"

    @staticmethod
    def supposed(codes: Iterable[str]) -> str:
        """Return what an estimate takes for granted."""
        found = [_SUPPOSITIONS[code] for code in codes if code in _SUPPOSITIONS]
        return f"Elle suppose que {', que '.join(found)}." if found else ""
