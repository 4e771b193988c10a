"""What OpenFisca-France publishes, told through this server: `tests/formulas` and `tests/leximpact` of its repository.

What is told there is told here: an age is a date of birth, an income in the year that counts is `past_income`, and
0.995 is what the CRDS leaves of a benefit. An `id` names the file and the case.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, get_args

import pytest

from server.rules.simulated import Benefit, SimulatedHousehold, SimulatedPerson
from tests.support.simulator import GROUP

if TYPE_CHECKING:
    from server.simulation.service import Simulations

pytestmark = GROUP

_CENTS: Final = 0.03
_EURO: Final = 1.0
"""The margin of the published cases: most to the cent, some to the euro."""


def _adult(born: str, month_salary: float = 0, *, incapacity: int = 0) -> SimulatedPerson:
    return SimulatedPerson(
        birth_date=date.fromisoformat(born),
        incomes={"salary": round(month_salary * 100)} if month_salary else {},
        incapacity=incapacity,
    )


def _born(*dates: str) -> tuple[SimulatedPerson, ...]:
    return tuple(_adult(each) for each in dates)


_COUPLE: Final = _born("1985-01-01", "1985-01-01")
_LONE_PARENT: Final = SimulatedHousehold(
    adults=_born("1997-01-01"),
    children=_born("2013-01-01"),
    housing="social",
    rent=400_00,
    commune="66136",
)
_DISABLED: Final = _adult("1982-06-01", incapacity=80)


def _owner(*adults: SimulatedPerson, children: tuple[SimulatedPerson, ...] = ()) -> SimulatedHousehold:
    return SimulatedHousehold(adults=adults, children=children, housing="owner")


def _pupil(born: str) -> SimulatedHousehold:
    return SimulatedHousehold(adults=_born("1985-04-12"), children=_born(born), past_income=25_000_00)


PUBLISHED = [

    pytest.param(
        SimulatedHousehold(
            adults=(_adult("1980-01-01", 2), _adult("1983-01-01", 1)),
            children=_born("2006-01-01", "2008-01-01"),
            past_income=60_000_00,
        ),
        "af", "2018-04", 131.16 / 0.995, _CENTS, id="af_2018_04, 1",
    ),
    pytest.param(
        SimulatedHousehold(
            adults=(_adult("1980-01-01", 4), _adult("1983-01-01", 3)),
            children=_born("2006-01-01", "2008-01-01", "2011-01-01"),
            past_income=35_000_00,
        ),
        "cf", "2018-04", 170.71 / 0.995, _CENTS, id="cf_2018_04, 1",
    ),
    pytest.param(
        SimulatedHousehold(adults=_born("1971-01-01"), children=_born("2004-01-01")),
        "asf", "2018-04", 115.87, _CENTS, id="asf_2018_04, 1",
    ),
    pytest.param(
        SimulatedHousehold(adults=_born("1971-01-01"), children=_born("2004-01-01", "2006-01-01")),
        "asf", "2018-04", 231.74, _CENTS, id="asf_2018_04, 2",
    ),
    pytest.param(
        SimulatedHousehold(
            adults=(_adult("1980-01-01", 2), _adult("1982-02-02", 1)),
            children=_born("2018-04-10"),
            past_income=15_000_00,
        ),
        "paje_base", "2018-05", 170.71 / 0.995, _CENTS, id="paje_2018_04, 1",
    ),
    pytest.param(
        SimulatedHousehold(adults=(_adult("1980-01-01", 134),), housing="rent"),
        "prime_activite", "2018-05", 83.08, _CENTS, id="ppa_2018, 1",
    ),
    pytest.param(
        SimulatedHousehold(adults=(_adult("1980-01-01", 100), _adult("1982-02-02", 67)), housing="rent"),
        "prime_activite", "2018-05", 103.54, _CENTS, id="ppa_2018, 4",
    ),
    pytest.param(
        SimulatedHousehold(
            adults=(_adult("1980-01-01", 250), _adult("1982-02-02", 400)),
            children=_born("2005-03-10"),
            housing="rent",
        ),
        "prime_activite", "2018-05", 403.00, _CENTS, id="ppa_2018, 5",
    ),
    pytest.param(_owner(_adult("1985-01-01")), "rsa", "2014-01", 439.39, _CENTS, id="rsa_celibataire, 1"),
    pytest.param(
        _owner(_adult("1985-01-01", 5000 / 12)), "rsa", "2014-01", 281.06, _CENTS, id="rsa_celibataire, 2"
    ),
    pytest.param(_owner(_adult("1985-01-01", 1000)), "rsa", "2014-01", 59.39, _CENTS, id="rsa_celibataire, 4"),
    pytest.param(
        _owner(_adult("1985-01-01", 14_000 / 12)), "rsa", "2014-01", 0, _CENTS, id="rsa_celibataire, 6"
    ),
    pytest.param(_owner(*_COUPLE), "rsa", "2014-01", 629.13, _CENTS, id="rsa_couple, 1"),
    pytest.param(
        _owner(_adult("1985-01-01", 1000), _COUPLE[1]), "rsa", "2014-01", 249.13, _CENTS, id="rsa_couple, 4"
    ),
    pytest.param(
        _owner(*_COUPLE, children=_born("2012-01-01")), "rsa", "2014-01", 564.92, _CENTS, id="rsa_couple, 14"
    ),
    pytest.param(
        _owner(*_COUPLE, children=_born("2004-01-01")), "rsa", "2014-01", 750.46, _CENTS, id="rsa_couple, 15"
    ),
    pytest.param(_LONE_PARENT, "rsa", "2024-06", 696.05, _EURO, id="leximpact, rsa_01, rsa"),
    pytest.param(_LONE_PARENT, "apl", "2024-06", 344.42, _EURO, id="leximpact, rsa_01, aide_logement, June"),
    pytest.param(_LONE_PARENT, "apl", "2024-11", 357.91, _EURO, id="leximpact, rsa_01, aide_logement, November"),
    pytest.param(_LONE_PARENT, "ars", "2024-06", 441.58, _EURO, id="leximpact, rsa_01, ars"),
    pytest.param(_LONE_PARENT, "asf", "2024-06", 196.84, _EURO, id="leximpact, rsa_01, asf"),
    pytest.param(
        SimulatedHousehold(adults=_born("1986-12-01"), housing="rent", rent=306_00, commune="32107"),
        "apl", "2021-01", 254.27, _EURO, id="aides_logement_reforme_janvier_2021, 1",
    ),
    # The amounts that service-public.gouv.fr gives for September 2025.
    pytest.param(_pupil("2017-05-10"), "ars", "2025-06", 423.48 / 0.995, _CENTS, id="ars, 8 years"),
    pytest.param(_pupil("2013-05-10"), "ars", "2025-06", 446.85 / 0.995, _CENTS, id="ars, 12 years"),
    pytest.param(_pupil("2009-05-10"), "ars", "2025-06", 462.32 / 0.995, _CENTS, id="ars, 16 years"),
    pytest.param(_pupil("2020-05-10"), "ars", "2025-06", 0, _CENTS, id="ars, 5 years"),
    pytest.param(
        SimulatedHousehold(adults=(_DISABLED,)), "aah", "2015-11", 807.65, _EURO, id="aah, alone without income"
    ),
    # The full amount that service-public.gouv.fr gives from April 2025 on.
    pytest.param(
        SimulatedHousehold(adults=(_DISABLED,)), "aah", "2025-05", 1033.32, _CENTS, id="aah, full amount of 2025"
    ),
    pytest.param(
        SimulatedHousehold(adults=(_DISABLED, _adult("1975-06-01"))),
        "aah", "2015-11", 807.65, _EURO, id="aah, couple without income",
    ),
    pytest.param(
        SimulatedHousehold(
            adults=(_adult("1982-01-01", 1471, incapacity=80), _adult("1982-01-01", 1000)),
        ),
        "aah", "2022-05", 497, 0.05 * 497, id="aah, couple with salaries",
    ),
    pytest.param(
        SimulatedHousehold(
            adults=(_adult("1982-01-01", 1471, incapacity=80), _adult("1982-01-01", 1000)),
            children=_born("2010-01-01"),
        ),
        "aah", "2022-05", 920, 0.05 * 920, id="aah, couple with salaries and a child",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("household", "benefit", "month", "published", "margin"), PUBLISHED)
async def test_published_cases(  # noqa: PLR0917 - what a case is made of
    simulations: Simulations,
    household: SimulatedHousehold,
    benefit: Benefit,
    month: str,
    published: float,
    margin: float,
) -> None:
    """A published case of the model, told through this server, has the published result, within its margin."""
    (found,) = await simulations.estimates(household, (benefit,), (month,))
    assert found.amount / 100 == pytest.approx(published, abs=margin)


def test_every_benefit_has_a_published_case() -> None:
    """A benefit that is estimated is checked against a published result."""
    assert {each.values[1] for each in PUBLISHED} == set(get_args(Benefit))
