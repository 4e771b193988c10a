"""Households as OpenFisca-France is told of them, and what it answers (its web API, `POST /calculate`).

Several households go into one situation, which the engine calculates at once: arrays of one or of fifty take the same
time. What nobody was asked is said to be nothing, where the engine would derive it otherwise: most of its time would go
into pensions and unemployment benefits of people who have neither.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from server.rules.simulated import Benefit, Housing, Income, SimulatedHousehold, SimulatedPerson

Situation = dict[str, Any]

# What is taxed of a net salary: CSG and CRDS that cannot be deducted, 2.9 % of 98.25 % of the gross, of which a net
# salary is 78 %.
_TAXED_OF_NET: Final = 1.0365

# How a kind of income is told, and how much of it.
_INCOMES: Final[Mapping[Income, Mapping[str, float]]] = {
    "salary": {"salaire_net": 1, "salaire_imposable": _TAXED_OF_NET},
    "unemployment": {"chomage_net": 1, "chomage_imposable": 1},
    "sick_pay": {"indemnites_journalieres_maladie": 1},
    "retirement": {"retraite_nette": 1, "retraite_imposable": 1},
    "disability_pension": {"pensions_invalidite": 1},
    "alimony": {"pensions_alimentaires_percues": 1},
}

# What is not asked of a person, and would be derived at length.
_UNASKED: Final = (
    "asi",
    "ass",
    "caah",
    "chomage_brut",
    "remuneration_apprenti",
    "retraite_brute",
    "revenus_capital",
    "revenus_locatifs",
    "rpns_auto_entrepreneur_benefice",
    "rsa_base_ressources_patrimoine_individu",
    "salaire_de_base",
    "traitement_indiciaire_brut",
)
_SICK_PAY: Final = "indemnites_journalieres"
_RETIREMENT_AGE: Final = 60

_HOUSINGS: Final[Mapping[Housing, str]] = {
    "rent": "locataire_vide",
    "furnished": "locataire_meuble",
    "social": "locataire_hlm",
    "owner": "proprietaire",
    "free": "loge_gratuitement",
}

# Entity and variable of each benefit.
_BENEFITS: Final[Mapping[Benefit, tuple[str, str]]] = {
    "af": ("familles", "af"),
    "cf": ("familles", "cf"),
    "paje_base": ("familles", "paje_base"),
    "ars": ("familles", "ars"),
    "asf": ("familles", "asf"),
    "apl": ("familles", "aide_logement"),
    "prime_activite": ("familles", "ppa"),
    "rsa": ("familles", "rsa"),
    "aah": ("individus", "aah"),
}
YEARLY: Final[frozenset[Benefit]] = frozenset({"ars"})
"""Benefits that are paid once a year."""


def situation(
    households: Sequence[SimulatedHousehold], benefits: Iterable[Benefit], months: Sequence[str]
) -> Situation:
    """Return the situation that asks for each benefit of each household, for each month."""
    asked = [(*_BENEFITS[benefit], _period(benefit, month)) for benefit in benefits for month in months]
    years = range(int(min(months)[:4]) - 2, int(max(months)[:4]) + 1)
    by_month = _years_by_month(households)
    told: Situation = {"individus": {}, "familles": {}, "foyers_fiscaux": {}, "menages": {}}
    for number, household in enumerate(households):
        _tell(told, number, household, years, by_month)
        for entity, variable, period in asked:
            for name in _whose(entity, number, household):
                told[entity][name].setdefault(variable, {})[period] = None
    _tell_nothing_else(told, households, years)
    return told


def found(
    calculated: Situation, number: int, household: SimulatedHousehold, benefit: Benefit, month: str
) -> int:
    """Return what was calculated of a benefit for the household of that number, in cents.

    Raises:
        LookupError, TypeError, ValueError: it is not what was asked for.
    """
    entity, variable = _BENEFITS[benefit]
    period = _period(benefit, month)
    amounts = (
        float(calculated[entity][name][variable][period]) for name in _whose(entity, number, household)
    )
    return max(0, round(sum(amounts) * 100))


def _period(benefit: Benefit, month: str) -> str:
    return month[:4] if benefit in YEARLY else month


def _whose(entity: str, number: int, household: SimulatedHousehold) -> list[str]:
    if entity == "individus":
        return _names("adult", number, household.adults)
    return [f"household{number}"]


def _names(kind: str, number: int, people: Sequence[SimulatedPerson]) -> list[str]:
    return [f"{kind}{number}-{position}" for position in range(len(people))]


def _tell(
    told: Situation, number: int, household: SimulatedHousehold, years: range, by_month: frozenset[int]
) -> None:
    adults, children = (
        _names("adult", number, household.adults),
        _names("child", number, household.children),
    )
    people = zip(chain(adults, children), chain(household.adults, household.children), strict=True)
    for name, person in people:
        told["individus"][name] = {
            "date_naissance": {"ETERNITY": person.birth_date.isoformat()},
            **_incomes(person, years, by_month),
            **({"taux_incapacite": {_span(years): person.incapacity / 100}} if person.incapacity else {}),
        }
    _tell_past_income(told["individus"], adults, household, str(years[0]))
    name = f"household{number}"
    told["familles"][name] = {"parents": adults, "enfants": children}
    told["foyers_fiscaux"][name] = {"declarants": adults, "personnes_a_charge": children}
    told["menages"][name] = {
        "personne_de_reference": adults[:1],
        "conjoint": adults[1:],
        "enfants": children,
        **_home(household, years),
    }


def _years_by_month(households: Sequence[SimulatedHousehold]) -> frozenset[int]:
    """Return the years in which somebody's months differ: everybody is told of by the same periods."""
    people = (person for household in households for person in (*household.adults, *household.children))
    return frozenset(int(month[:4]) for person in people for month in person.incomes_of)


def _incomes(person: SimulatedPerson, years: range, by_month: frozenset[int]) -> dict[str, dict[str, float]]:
    told: dict[str, dict[str, float]] = {}
    for kind, variables in _INCOMES.items():
        amounts: dict[str, int] = {}
        for year in years:
            months = [f"{year}-{month:02}" for month in range(1, 13)]
            if year in by_month:
                amounts |= {month: person.income(kind, month) for month in months}
            else:
                # One amount for the year, which the engine divides.
                amounts[str(year)] = 12 * person.income(kind, months[0])
        if any(amounts.values()):
            for variable, share in variables.items():
                told[variable] = {period: amount * share / 100 for period, amount in amounts.items()}
    return told


def _tell_past_income(
    told: dict[str, Any], adults: Sequence[str], household: SimulatedHousehold, year: str
) -> None:
    """Tell of the taxable income of that year in place of what is earned now, shared out as salaries are now."""
    if household.past_income is None:
        return
    salaries = [person.incomes.get("salary", 0) for person in household.adults]
    shares = (
        [salary / sum(salaries) for salary in salaries] if sum(salaries) else [1.0, *[0.0] * len(salaries)]
    )
    taxed = [variable for variables in _INCOMES.values() for variable in variables if "imposable" in variable]
    for name, share in zip(adults, shares, strict=False):
        for variable in taxed:
            if variable in told[name]:
                told[name][variable] = {
                    period: amount
                    for period, amount in told[name][variable].items()
                    if not period.startswith(year)
                }
        told[name].setdefault("salaire_imposable", {})[year] = household.past_income * share / 100


def _home(household: SimulatedHousehold, years: range) -> dict[str, dict[str, object]]:
    span, home = _span(years), dict[str, dict[str, object]]()
    if household.housing:
        home["statut_occupation_logement"] = {span: _HOUSINGS[household.housing]}
        home["loyer"] = {span: household.rent * 12 * len(years) / 100}
    if household.commune:
        home["depcom"] = {span: household.commune}
    return home


def _tell_nothing_else(told: Situation, households: Sequence[SimulatedHousehold], years: range) -> None:
    """Say that what was not asked is nothing: told of one person, it holds for all of whom nothing is told."""
    people = [person for household in households for person in (*household.adults, *household.children)]
    said = {variable for person in told["individus"].values() for variable in person}
    nothing = [variable for variables in _INCOMES.values() for variable in variables if variable not in said]
    nothing += _UNASKED
    if "indemnites_journalieres_maladie" not in said:
        nothing.append(_SICK_PAY)
    if not any(person.incapacity for person in people):
        nothing.append("aah")
    else:
        nothing.remove("caah")
    span = _span(years)
    first = next(iter(told["individus"].values()))
    first |= {variable: {span: 0} for variable in nothing if variable not in first}
    if all(years[-1] - person.birth_date.year < _RETIREMENT_AGE for person in people):
        next(iter(told["familles"].values()))["aspa"] = {span: 0}


def _span(years: range) -> str:
    return f"year:{years[0]}:{len(years)}"
