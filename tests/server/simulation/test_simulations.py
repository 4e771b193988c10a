"""Estimates by the country's own rules, as OpenFisca-France calculates them."""

from __future__ import annotations

from dataclasses import replace

from server.rules.simulated import Benefit, Income, SimulatedHousehold
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
