"""What a declaration would change, as OpenFisca-France calculates it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from server.declarations.estimates import Estimates
from server.declarations.rules import Quarter
from server.people.doors import Role

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Transaction

    from server.people.tables import Member
    from server.simulation.service import Simulations

pytestmark = [pytest.mark.xdist_group("simulation")]

QUARTER = Quarter("2026-07")
FILE = SimpleNamespace(id=None, children_count=1)
FAMILY = SimpleNamespace(id=None, children_count=2)
PEOPLE = [
    SimpleNamespace(id="1", role=Role.RESPONSABLE, birth_date="1985-05-23", file_id=None, file=FILE),
    SimpleNamespace(id="2", role=Role.CONJOINT, birth_date="1988-00-00", file_id=None, file=FILE),
    SimpleNamespace(id="3", role=Role.ENFANT, birth_date="2010-04-02", file_id=None, file=FILE),
]


def replaced(person: SimpleNamespace, **changes: object) -> SimpleNamespace:
    """Return somebody with other attributes."""
    return SimpleNamespace(**{**vars(person), **changes})


class Rights:
    """A prime d'activité of 112 €."""

    def amounts(self, _transaction: object, _file_id: object) -> dict[str, int]:
        """Return it."""
        return {"prime_activite": 112_00, "aah": 300_00, "af": 153_01}


async def estimated(simulations: Simulations, *wages: int) -> tuple[int, Any]:
    """Return what the prime d'activité would be for these wages of the first person, in euros, and the basis."""
    estimates = Estimates(simulations, Rights())
    incomes = [
        {"member_id": "1", "kind": "wages", "month": month, "amount": amount * 100}
        for month, amount in zip(QUARTER.months, wages, strict=True)
    ] + [{"member_id": "2", "kind": "scholarship", "month": QUARTER.months[0], "amount": 300_00}]
    basis = estimates.basis(cast("Transaction", None), cast("list[Member]", PEOPLE), QUARTER, incomes)
    (change,) = await estimates.changes(basis, QUARTER)
    assert (change.benefit, change.before) == ("prime_activite", 112_00)
    return change.after, basis


async def test_more_income_is_less_benefit(simulations: Simulations) -> None:
    """A month that is doubled lowers what is paid; what cannot be counted is named, as are children of unknown age."""
    usual, basis = await estimated(simulations, 1500, 1500, 1500)
    doubled, _ = await estimated(simulations, 1500, 1500, 3000)
    assert usual > doubled >= 0
    assert basis.left_out == ("scholarship",)
    assert basis.not_estimated == {"aah": "not_calculated"}
    assert basis.suppositions == ("housing", "other_benefits", "other_months", "birth_day")


@pytest.mark.parametrize(
    ("people", "reason"),
    [
        ([replaced(each, file=FAMILY) for each in PEOPLE], "child_birth_date"),
        ([PEOPLE[0], replaced(PEOPLE[1], birth_date=None), PEOPLE[2]], "adult_birth_date"),
    ],
)
async def test_no_age_is_guessed(
    simulations: Simulations, people: list[SimpleNamespace], reason: str
) -> None:
    """Where the fund does not know when somebody was born nothing is estimated, and that is the reason."""
    estimates = Estimates(simulations, Rights())
    basis = estimates.basis(cast("Transaction", None), cast("list[Member]", people), QUARTER, [])
    assert basis.not_estimated == {"prime_activite": reason, "aah": "not_calculated"}
    assert await estimates.changes(basis, QUARTER) == []
