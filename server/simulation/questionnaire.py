"""The questions of a simulation, and the household that their answers describe."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, cast, get_args

from questionnaires.asking import asked
from questionnaires.checking import refusals
from questionnaires.parsing import parse
from server.http.problems import invalid
from server.rules import places
from server.rules.simulated import Income, SimulatedHousehold, SimulatedPerson
from text_rules.folding import folded_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from questionnaires.definition import Definition
    from server.rules.simulated import Benefit

_INCAPACITIES: Final = {"fifty": 50, "eighty": 80}
# Départements whose postcodes begin otherwise than their communes' INSEE codes.
_POSTCODES_OF: Final = {"2A": "20", "2B": "20"}
_MOST_PLACES: Final = 50


@lru_cache(maxsize=2)
def definition(year: int) -> Definition:
    """Return what is asked in that year."""
    text = files("server.simulation").joinpath("questionnaire.json").read_text(encoding="utf-8")
    return parse(json.loads(text.replace("{past_year}", str(year - 2))))


def understood(
    answers: Mapping[str, Any], today: date
) -> tuple[SimulatedHousehold, tuple[Benefit, ...], dict[str, Any]]:
    """Return the household that answers describe, the benefits to estimate, and what counts of the answers.

    Raises:
        Problem: `validation_failed`, by the path of each answer that is refused.
    """
    form = definition(today.year)
    wrong = refusals(form, answers, today)
    if wrong:
        raise invalid(*wrong.items())
    given = asked(form, answers, today).answers
    return _household(given), cast("tuple[Benefit, ...]", tuple(given["benefits"])), given


def _household(given: Mapping[str, Any]) -> SimulatedHousehold:
    incomes: dict[Income, int] = {kind: given[kind] for kind in get_args(Income) if given.get(kind)}
    adults = [
        SimulatedPerson(
            birth_date=date.fromisoformat(given["birth_date"]),
            incomes=incomes,
            incapacity=_INCAPACITIES.get(given.get("incapacity", ""), 0),
        )
    ]
    if given["couple"]:
        salary = given.get("partner_salary")
        adults.append(
            SimulatedPerson(
                birth_date=date.fromisoformat(given["partner_birth_date"]),
                incomes={"salary": salary} if salary else {},
            )
        )
    children = given.get("children", ())
    return SimulatedHousehold(
        adults=tuple(adults),
        children=tuple(
            SimulatedPerson(birth_date=date.fromisoformat(child["child_birth_date"])) for child in children
        ),
        housing=given.get("housing"),
        rent=given.get("rent", given.get("loan", 0)),
        commune=_commune(given["postcode"], given["city"]) if "city" in given else None,
        past_income=given.get("past_income"),
    )


def _commune(postcode: str, city: str) -> str:
    """Return the INSEE code of a commune by its name and the département of its postcode.

    Raises:
        Problem: `validation_failed`: there is none.
    """
    found = [place for place in places.search(city, _MOST_PLACES) if place.kind == "commune"]
    near = [place for place in found if postcode.startswith(_department(place))]
    # Some communes have the postcode of a neighbouring département.
    named = [place for place in found if folded_words(place.label) == folded_words(city)]
    if near or len(named) == 1:
        return (near or named)[0].code
    raise invalid(("city", "unknown"))


def _department(place: places.Place) -> str:
    return _POSTCODES_OF.get(place.code[:2], place.code[:2])
