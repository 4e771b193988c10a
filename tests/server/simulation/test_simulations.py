"""Estimates by the country's own rules, as OpenFisca-France calculates them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from server.rules.simulated import Benefit, Income, SimulatedHousehold, SimulatedPerson
from server.simulation.rules import SLIDER
from server.simulation.service import Explained, Simulations, WhyNot
from tests.server.simulation.conftest import RENNES, person
from tests.support.simulator import GROUP, MONTH

pytestmark = GROUP


async def explained(
    simulations: Simulations, household: SimulatedHousehold, *benefits: Benefit
) -> dict[str, Explained]:
    found = await simulations.simulate(household, benefits)
    return {each.benefit: each for each in found.benefits}


async def test_the_couple_that_is_known(simulations: Simulations) -> None:
    """Two children, 1,500 and 800 € net, in Rennes: 153.01 € and 284.04 €, and no housing benefit for owners."""
    found = await explained(simulations, RENNES, "af", "prime_activite", "apl")
    assert [found[name].amount for name in ("af", "prime_activite", "apl")] == [153_01, 284_04, 0]
    assert found["apl"].why_not == WhyNot("owns_home")


async def test_the_slider_agrees_with_what_is_calculated_for_one(simulations: Simulations) -> None:
    """Each step of the slider is what the household itself would be told with that salary."""
    found = await explained(simulations, RENNES, "prime_activite", "rsa")
    for salary in (0, 1000_00, 2300_00):
        earning = replace(
            RENNES,
            adults=(
                replace(RENNES.adults[0], incomes={"salary": round(salary * 15 / 23)}),
                replace(RENNES.adults[1], incomes={"salary": round(salary * 8 / 23)}),
            ),
        )
        alone = await simulations.estimates(earning, ("prime_activite", "rsa"), (MONTH,))
        step = SLIDER.index(salary)
        assert [each.amount for each in alone] == [
            found[name].amounts[step] for name in ("prime_activite", "rsa")
        ]


async def test_why_there_is_nothing(simulations: Simulations) -> None:
    """A reason is one that the calculation shows: another salary, no income at all, or neither."""
    found = await explained(simulations, RENNES, "rsa", "cf", "paje_base", "asf")
    assert found["rsa"].why_not == WhyNot("income_too_high", 100_000)
    assert found["cf"].why_not == WhyNot("too_few_children_over_3")
    assert found["paje_base"].why_not == WhyNot("no_child_under_3")
    assert found["asf"].why_not == WhyNot("in_couple")
    alone = SimulatedHousehold(adults=(person("2004-01-01"),), housing="free")
    found = await explained(simulations, alone, "prime_activite", "apl", "rsa", "af", "ars", "aah", "asf")
    assert {name: each.why_not and each.why_not.reason for name, each in found.items()} == {
        "prime_activite": "earned_too_little",
        "apl": "lodged_free",
        "rsa": "too_young",
        "af": "too_few_children",
        "ars": "no_pupil",
        "aah": "no_incapacity",
        "asf": "no_child",
    }


async def test_what_was_earned_two_years_ago_counts_where_it_does(simulations: Simulations) -> None:
    """The back-to-school allowance rests on the income of two years ago, and says so when it is too high."""
    rich = replace(RENNES, past_income=60_000_00)
    assert (await explained(simulations, RENNES, "ars"))["ars"].amount > 800_00
    found = (await explained(simulations, rich, "ars"))["ars"]
    assert (found.amount, found.yearly, found.why_not) == (0, True, WhyNot("income_too_high"))


async def test_a_disabled_adult(simulations: Simulations) -> None:
    """The allowance of disabled adults is estimated for who has a recognised incapacity."""
    alone = SimulatedHousehold(adults=(person("1995-01-01", incapacity=80),), housing="rent", rent=500_00)
    assert (await explained(simulations, alone, "aah"))["aah"].amount > 1000_00


async def test_months_that_differ(simulations: Simulations) -> None:
    """What was declared for past months is what the activity bonus of the next three rests on."""
    declared: dict[str, dict[Income, int]] = {"2026-07": {}, "2026-08": {}, "2026-09": {"salary": 3000_00}}
    person_of = replace(RENNES.adults[0], incomes_of=declared)
    household = replace(RENNES, adults=(person_of, *RENNES.adults[1:]))
    asked = ("2026-10", "2026-11", "2026-12")
    steady = await simulations.estimates(RENNES, ("prime_activite",), asked)
    found = await simulations.estimates(household, ("prime_activite",), asked)
    assert [each.month for each in found] == list(asked)
    assert {each.amount for each in steady} == {284_04}
    assert found[0].amount != 284_04


def _adult(born: str, month_salary: float = 0) -> SimulatedPerson:
    return SimulatedPerson(
        birth_date=date.fromisoformat(born),
        incomes={"salary": round(month_salary * 100)} if month_salary else {},
    )


def _born(*dates: str) -> tuple[SimulatedPerson, ...]:
    return tuple(_adult(each) for each in dates)


# The model's own tests (openfisca-france, tests/formulas): what is told there, told here. An age is a date of birth; an
# income "of a person" in the year that counts is their share of `past_income`, and 0.995 is what CRDS leaves.
PUBLISHED = [
    pytest.param(
        SimulatedHousehold(
            adults=(_adult("1980-01-01", 2), _adult("1983-01-01", 1)),
            children=_born("2006-01-01", "2008-01-01"),
            past_income=60_000_00,
        ),
        "af", "2018-04", 131.16 / 0.995, id="af_2018_04, 1",
    ),
    pytest.param(
        SimulatedHousehold(
            adults=(_adult("1980-01-01", 4), _adult("1983-01-01", 3)),
            children=_born("2006-01-01", "2008-01-01", "2011-01-01"),
            past_income=35_000_00,
        ),
        "cf", "2018-04", 170.71 / 0.995, id="cf_2018_04, 1",
    ),
    pytest.param(
        SimulatedHousehold(adults=_born("1971-01-01"), children=_born("2004-01-01")),
        "asf", "2018-04", 115.87, id="asf_2018_04, 1",
    ),
    pytest.param(
        SimulatedHousehold(adults=_born("1971-01-01"), children=_born("2004-01-01", "2006-01-01")),
        "asf", "2018-04", 231.74, id="asf_2018_04, 2",
    ),
    pytest.param(
        SimulatedHousehold(
            adults=(_adult("1980-01-01", 2), _adult("1982-02-02", 1)),
            children=_born("2018-04-10"),
            past_income=15_000_00,
        ),
        "paje_base", "2018-05", 170.71 / 0.995, id="paje_2018_04, 1",
    ),
    pytest.param(
        SimulatedHousehold(adults=(_adult("1980-01-01", 134),), housing="rent"),
        "prime_activite", "2018-05", 83.08, id="ppa_2018, 1",
    ),
    pytest.param(
        SimulatedHousehold(adults=(_adult("1980-01-01", 100), _adult("1982-02-02", 67)), housing="rent"),
        "prime_activite", "2018-05", 103.54, id="ppa_2018, 4",
    ),
    pytest.param(
        SimulatedHousehold(
            adults=(_adult("1980-01-01", 250), _adult("1982-02-02", 400)),
            children=_born("2005-03-10"),
            housing="rent",
        ),
        "prime_activite", "2018-05", 403.00, id="ppa_2018, 5",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("household", "benefit", "month", "published"), PUBLISHED)
async def test_published_cases(
    simulations: Simulations, household: SimulatedHousehold, benefit: Benefit, month: str, published: float
) -> None:
    """A published case of the model, told through this server, has the published result, within its margin."""
    (found,) = await simulations.estimates(household, (benefit,), (month,))
    assert found.amount / 100 == pytest.approx(published, abs=0.03)
