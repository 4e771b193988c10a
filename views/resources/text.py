"""The French of Mes ressources and Mon quotient familial."""

from datetime import date, datetime
from typing import Final

from app.resources.correction import COMMENT_MAX
from app.rules.problem import Fault, Problem
from views.shell.feature import Searched
from views.shell.formats import capital, count, day, euros, exact_euros, moment, month, months, of_name

_KINDS: Final = {
    "alimony": "Pension alimentaire",
    "parental_leave": "Congé parental",
    "pension": "Retraite",
    "scholarship": "Bourse",
    "self_employment": "Revenus d'indépendant",
    "sickness": "Indemnités journalières",
    "unemployment": "Allocation chômage",
    "wages": "Salaire",
}
_SOURCES: Final = {
    "employer": "transmis par l'employeur",
    "france_travail": "transmis par France Travail",
    "health_insurance": "transmis par l'Assurance maladie",
    "pension_fund": "transmis par la caisse de retraite",
    "taxes": "transmis par les impôts",
}


def _kind(code: str) -> str:
    return _KINDS.get(code, "Autre ressource")


class ResourcesText:
    """Mes ressources."""

    HEADING = "Mes ressources"
    LEAD = "Ce que la Caf sait des revenus de votre foyer : elle calcule vos aides avec ces montants."
    YEAR = "Année"
    EMPTY = "La Caf ne connaît aucune ressource de votre foyer."
    EMPTY_MORE = "Dès qu'une ressource sera déclarée ou transmise, elle apparaîtra ici."
    NO_YEAR = "Il n'y a pas de ressource à cette date."
    NO_YEAR_MORE = "La Caf montre ici dix ans de ressources, jusqu'à aujourd'hui."
    SHOW_NEWEST = "Voir les plus récentes"
    CORRECT = "Signaler une erreur"
    FOLLOW = "Corrections demandées"
    QUOTIENT = "Mon quotient familial"

    @staticmethod
    def line(kind: str, first: str, last: str) -> str:
        """Return what a resource is, and of when."""
        return f"{_kind(kind)}, {months(first, last)}"

    @staticmethod
    def origin(source: str, received_on: date, declared_by: str | None) -> str:
        """Return where the Caf has a resource from, and since when."""
        if declared_by is not None:
            return f"Déclaré par {declared_by} le {day(received_on)}."
        return f"{capital(_SOURCES.get(source, 'connu de la Caf'))} le {day(received_on)}."

    @staticmethod
    def correct(kind: str, name: str, first: str, last: str) -> str:
        """Return what the button says to who hears it alone."""
        return f"{ResourcesText.CORRECT} : {_kind(kind)}, {name}, {months(first, last)}"

    @staticmethod
    def under_way(reference: str, state: str) -> str:
        """Return where a correction stands."""
        return f"Correction {reference} : {CorrectionsText.STATES[state].lower()}."


class CorrectionText:
    """The form that says what is wrong with a resource."""

    HEADING = "Signaler une erreur"
    LEAD = "Dites ce qui ne va pas. La Caf vérifie, puis corrige vos ressources et vos aides s'il le faut."
    BACK = "Retour à mes ressources"
    KIND = "Ce qui ne va pas"
    KINDS: Final = {
        "amount": "Le montant est faux",
        "period": "La période est fausse",
        "not_mine": "Cette ressource n'est pas à cette personne",
    }
    AMOUNT = "Bon montant en euros"
    AMOUNT_HINT = "Par exemple 1 234,56"
    COMMENT = "Ce que la Caf doit savoir"
    COMMENT_HINT = "La bonne période, la raison, le papier qui le montre"
    SUBMIT = "Envoyer à la Caf"
    DONE = "Votre demande est enregistrée"
    WAITING = "Une correction est déjà demandée"
    WAITING_MORE = "La Caf doit y répondre avant que vous puissiez en demander une autre."
    CHOOSE = "Dites ce qui ne va pas."

    @staticmethod
    def done(reference: str) -> str:
        """Return what happens now."""
        return (
            f"Son numéro est {reference}. Vous la retrouvez dans « {CorrectionsText.HEADING} », "
            "avec la réponse de la Caf."
        )

    @staticmethod
    def amount(problem: Problem) -> str:
        """Return what is wrong with the amount."""
        match problem.fault:
            case Fault.EMPTY:
                return "Tapez le bon montant."
            case Fault.TOO_LONG:
                return "Ce montant dépasse un million d'euros. Vérifiez-le."
            case _:
                return "Tapez un montant en chiffres, par exemple 1 234,56."

    @staticmethod
    def comment(problem: Problem) -> str:
        """Return what is wrong with the comment."""
        if problem.fault is Fault.TOO_LONG:
            return (
                f"Il y a {count(problem.count, 'caractère', 'caractères')} de trop : {COMMENT_MAX} au plus."
            )
        return "Dites quelle est la bonne période."

    @staticmethod
    def kind(_: Problem) -> str:
        """Return what is wrong with the choice."""
        return CorrectionText.CHOOSE


class CorrectionsText:
    """Corrections demandées."""

    HEADING = "Corrections demandées"
    LEAD = "Ce que vous avez signalé, et ce que la Caf a répondu."
    EMPTY = "Vous n'avez demandé aucune correction."
    EMPTY_MORE = "Une ressource vous semble fausse ? Signalez-la depuis « Mes ressources »."
    STATES: Final = {"received": "Reçue", "accepted": "Acceptée", "refused": "Refusée"}
    WHAT = "Ce qui a été signalé"
    KNOWN = "Montant connu de la Caf"
    PROPOSED = "Montant demandé"
    COMMENT = "Votre message"
    ASKED = "Demandée le"
    ANSWERED = "Réponse le"

    @staticmethod
    def title(reference: str) -> str:
        """Return the heading of a correction."""
        return f"Correction {reference}"

    @staticmethod
    def of(kind: str, name: str, first: str, last: str) -> str:
        """Return what it is about."""
        return f"{_kind(kind)}, {name}, {months(first, last)}"

    @staticmethod
    def at(instant: datetime) -> str:
        """Return when."""
        return moment(instant)


class QuotientText:
    """Mon quotient familial."""

    HEADING = "Mon quotient familial"
    LEAD = "Cantines, crèches, centres de loisirs et mairies s'en servent pour fixer leurs tarifs."
    UNAVAILABLE = "Indisponible"
    _WHY: Final = {
        "income_unknown": "La Caf ne connaît pas encore vos revenus. Déclarez-les aux impôts, ou contactez votre Caf.",
        "file_closed": "Ce dossier est fermé : il n'a plus de quotient familial.",
    }
    HOW = "Comment il est calculé"
    UNEXPLAINED = "Le détail de ce calcul n'est pas disponible. Votre Caf peut vous l'expliquer."
    INCOMES = "Ressources et aides"
    COLUMNS = ("Ce qui compte", "Montant")
    PARTS = "Parts"
    PART_COLUMNS = ("Qui compte", "Parts")
    WHOLE_PARTS = "Total des parts"
    HISTORY = "Les mois d'avant"
    HISTORY_COLUMNS = ("Mois", "Quotient familial")
    RESOURCES = "Voir mes ressources"
    _PARTS: Final = {
        "parents": "Le couple, ou le parent seul",
        "child": "Premier et deuxième enfant",
        "third_child": "Troisième enfant",
        "disabled_child": "Enfant en situation de handicap",
    }

    @staticmethod
    def of_month(name: str) -> str:
        """Return of which month it is."""
        return f"En {month(name)}"

    @staticmethod
    def why(reason: str | None) -> str:
        """Return why there is none."""
        return QuotientText._WHY.get(reason or "", QuotientText._WHY["income_unknown"])

    @staticmethod
    def income(name: str, year: int) -> str:
        """Return whose income of the year it is."""
        return f"Revenus {of_name(name)} en {year}"

    @staticmethod
    def benefits(name: str) -> str:
        """Return which benefits count."""
        return f"Aides du mois ({month(name)}), avant retenue"

    @staticmethod
    def part(kind: str, number: int) -> str:
        """Return who counts for it."""
        if kind == "child" and number == 1:
            return "Un enfant"
        if kind == "child":
            return f"{number} enfants"
        return QuotientText._PARTS.get(kind, "Autre personne")

    @staticmethod
    def parts(half_parts: int) -> str:
        """Return a number of parts: 2, 2,5."""
        whole, half = divmod(half_parts, 2)
        return f"{whole},5" if half else str(whole)

    @staticmethod
    def sentence(incomes: int, benefits: int, half_parts: int, amount: int) -> str:
        """Return the whole computation in one sentence."""
        return (
            f"{exact_euros(incomes)} de revenus divisés par 12 mois, plus {exact_euros(benefits)} d'aides "
            f"avant retenue, le tout divisé par {QuotientText.parts(half_parts)} parts : "
            f"{euros(amount)}, arrondi à l'euro."
        )


class ResourcesSearchText:
    """What Rechercher says of it."""

    RESOURCES = Searched(
        "Voir mes ressources",
        "Ce que la Caf connaît de vos revenus, et comment le corriger",
        "salaires impôts revenus déclarés erreur corriger",
    )
    QUOTIENT = Searched(
        "Voir mon quotient familial",
        "",
        "QF calcul cantine centre de loisirs colonie",
    )
