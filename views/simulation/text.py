"""The French of Simuler."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from views.shell.benefit_names import benefit
from views.shell.feature import Searched
from views.shell.formats import count, day, euros

_SHORT: Mapping[str, str] = {"apl": "Aide au logement"}
_DE: Mapping[str, str] = {
    "aah": "d'allocation aux adultes handicapés",
    "af": "d'allocations familiales",
    "apl": "d'aide au logement",
    "ars": "d'allocation de rentrée scolaire",
    "asf": "d'allocation de soutien familial",
    "cf": "de complément familial",
    "paje_base": "d'allocation de base de la Paje",
    "prime_activite": "de prime d'activité",
    "rsa": "de RSA",
}
_ASK: Mapping[str, str] = {
    "aah": "l'allocation aux adultes handicapés",
    "af": "les allocations familiales",
    "apl": "l'aide au logement",
    "ars": "l'allocation de rentrée scolaire",
    "asf": "l'allocation de soutien familial",
    "cf": "le complément familial",
    "paje_base": "l'allocation de base de la Paje",
    "prime_activite": "la prime d'activité",
    "rsa": "le RSA",
}
_WHY: Mapping[str, str] = {
    "income_too_high": "Vos revenus dépassent le plafond.",
    "earned_too_little": "Cette aide complète un salaire.",
    "too_few_children": "Il faut au moins 2 enfants à charge de moins de 20 ans.",
    "too_few_children_over_3": "Il faut au moins 3 enfants à charge de 3 ans ou plus.",
    "no_child_under_3": "Il faut un enfant de moins de 3 ans.",
    "no_pupil": "Il faut un enfant scolarisé, de 6 à 18 ans.",
    "no_child": "Il faut un enfant à charge.",
    "in_couple": "Cette aide est pour les parents qui élèvent seuls leur enfant.",
    "supported": "La pension alimentaire que vous recevez couvre le montant de l'aide.",
    "owns_home": "Vous êtes propriétaire : cette aide est pour qui paie un loyer.",
    "lodged_free": "Vous ne payez pas de loyer.",
    "no_rent": "Vous ne payez pas de loyer.",
    "no_incapacity": "Il faut un taux d'incapacité d'au moins 50 %, reconnu par la MDPH.",
    "too_young": "Avant 25 ans, il faut un enfant à charge ou avoir assez travaillé.",
    "conditions_unmet": "Les conditions ne sont pas remplies avec vos réponses.",
}
_HOUSINGS: Mapping[str, str] = {
    "rent": "logement loué vide",
    "furnished": "logement loué meublé",
    "social": "logement social",
    "owner": "propriétaire",
    "free": "logement gratuit",
}
_INCAPACITIES: Mapping[str, str] = {
    "none": "aucun taux d'incapacité",
    "fifty": "incapacité de 50 à 79 %",
    "eighty": "incapacité de 80 % ou plus",
}


def _sum(value: int | str) -> str:
    return euros(int(value))


_FACTS: Mapping[str, Callable[[int | str], str]] = {
    "children": lambda value: count(int(value), "enfant", "enfants") if value else "aucun enfant",
    "couple": lambda value: "en couple" if value else "sans conjoint",
    "salary": lambda value: f"salaire net de {_sum(value)} par mois" if value else "aucun salaire",
    "other_income": lambda value: f"autres revenus de {_sum(value)} par mois",
    "housing": lambda value: _HOUSINGS.get(str(value), str(value)),
    "rent": lambda value: f"loyer de {_sum(value)}",
    "city": str,
    "alimony": lambda value: f"pension alimentaire de {_sum(value)}",
    "incapacity": lambda value: _INCAPACITIES.get(str(value), str(value)),
}


class SimulationText:
    """Simuler."""

    HEADING = "Simuler mes droits"
    HELP = "Estimer une prestation avec ou sans compte."
    PRIVATE = "Vos réponses restent dans cette page. La Caf n'en garde rien."
    RESULT = "Votre estimation"
    START = "Commencer"
    ESTIMATE = "Voir l'estimation"
    WORKING = "Calcul en cours"
    STARTING = "Le calcul démarre, encore quelques secondes"
    STARTING_MORE = "Vos réponses sont gardées dans cette page."
    BENEFITS = "Toutes les aides"
    NOTICE = "C'est une estimation, avec les réponses que vous avez données."
    NOTICE_MORE = "La Caf décide sur votre dossier."
    GONE = "Cette page ne garde rien. Répondez aux questions pour voir votre estimation."
    WHAT_IF = "Et si mes revenus changeaient ?"
    SALARY = "Salaire net du foyer"
    SALARY_FIELD = "Montant en euros"
    SEE = "Voir avec ce salaire"
    CHANGE = "Changer mes réponses"
    NOTHING = "Vous n'auriez aucune de ces aides"
    NOTHING_MONTHLY = "Vous n'auriez rien chaque mois"
    CLOSE: Final = "Fermer l'explication"

    @staticmethod
    def rules(rules_date: date) -> str:
        """Return whose rules were applied."""
        return f"Simulation, règles du {day(rules_date)}"

    @staticmethod
    def total(monthly: int) -> str:
        """Return what would be paid each month."""
        return f"Vous auriez environ {about(monthly)} par mois"

    @staticmethod
    def yearly(amount: int) -> str:
        """Return what would be paid once a year."""
        return f"{about(amount)}, une fois par an"

    @staticmethod
    def name(code: str) -> str:
        """Return the name of a benefit."""
        return _SHORT.get(code, benefit(code))

    @staticmethod
    def why(code: str) -> str:
        """Return the question why there is nothing of a benefit."""
        return f"Pourquoi pas {_DE.get(code, benefit(code))} ?"

    @staticmethod
    def reason(code: str, salary: int | None) -> str:
        """Return why there is nothing, with the salary that would change it."""
        why = _WHY.get(code, _WHY["conditions_unmet"])
        if salary is None:
            return why
        bound = "jusqu'à environ" if code == "income_too_high" else "à partir d'environ"
        return f"{why} Le reste inchangé, elle serait versée {bound} {euros(salary)} de salaire net par mois."

    @staticmethod
    def ask(code: str) -> str:
        """Return what leads to the request of a benefit."""
        return f"Demander {_ASK.get(code, benefit(code))}"

    @staticmethod
    def today(salary: int) -> str:
        """Return what the household earns now."""
        return f"{euros(salary)} par mois aujourd'hui"

    @staticmethod
    def with_salary(salary: int, monthly: int) -> str:
        """Return what would be paid with another salary."""
        return f"Avec {euros(salary)} de salaire net, vous auriez environ {about(monthly)} par mois."

    @staticmethod
    def more_or_less(change: int) -> str:
        """Return what another salary changes."""
        if not change:
            return "C'est autant qu'aujourd'hui."
        return f"C'est {about(abs(change))} de {'plus' if change > 0 else 'moins'} qu'aujourd'hui."

    @staticmethod
    def basis(facts: list[str]) -> str:
        """Return what an estimate rests on."""
        return f"Selon vos réponses : {', '.join(facts)}." if facts else ""

    @staticmethod
    def fact(name: str, value: int | str | None, year: int) -> str:
        """Return a fact that an estimate rests on; `year` is that of the past income."""
        if name == "past_income":
            return f"les mêmes revenus en {year}" if value is None else f"revenus de {_sum(value)} en {year}"
        say = _FACTS.get(name)
        if value is None or say is None:
            return ""
        return say(value)


def about(cents: int) -> str:
    """Return an amount in whole euros: an estimate is no more exact."""
    return euros((cents + 50) // 100 * 100)


class SimulationSearchText:
    """What Rechercher says of it."""

    SIMULATE = Searched(
        "Simuler mes aides",
        "Estimer ce que vous pourriez recevoir, sans compte",
        "calculer estimer simulateur combien droit à quoi simulation",
    )
