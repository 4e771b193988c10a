"""The French of what a declaration would change."""

from views.shell.formats import euros, months


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
    def assumed(children: int) -> str:
        """Return what was taken for granted of children whose age the fund does not know."""
        if children == 1:
            return "Un enfant est compté avec 10 ans, car la Caf ne connaît pas son âge."
        return f"{children} enfants sont comptés avec 10 ans, car la Caf ne connaît pas leur âge."
