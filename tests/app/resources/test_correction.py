"""What is wrong with a resource, told to the real server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from api_client.errors import ChangedMeanwhile
from app.resources.correction import CorrectionForm
from app.resources.quotient import Quotient
from app.resources.resources import Corrections, Resources, year_of
from app.rules.problem import Fault

if TYPE_CHECKING:
    from app.core.scope import FileScope, PageScope
    from tests.app.conftest import Find, Network


@pytest.fixture
async def file(page: PageScope, find: Find) -> FileScope:
    account = find("responsable-couple")
    await page.session.sign_in(account.identifier, account.password)
    assert page.person is not None
    assert page.person.file is not None
    return page.person.file


async def newest(file: FileScope) -> str:
    state = file.state(Resources.of, None)
    await state.load.run()
    assert state.value is not None
    return state.value.items[0].resource_id


async def test_a_correction_is_sent_and_followed(file: FileScope) -> None:
    """The amount that it should be, in the person's writing; it is in the list, and on the resource."""
    form = file.state(CorrectionForm.of, await newest(file))
    form.kind.choose("amount")
    form.amount.type("1 234,5")
    await form.run()
    assert form.sent is not None
    assert form.sent.proposed_amount == 123_450
    state = file.state(Corrections.of)
    await state.load.run()
    assert state.value == (form.sent,)


async def test_what_is_missing_is_said_beside_its_field(file: FileScope) -> None:
    """Nothing chosen, no sum, no period: each where it is, and nothing is sent."""
    form = file.state(CorrectionForm.of, await newest(file))
    await form.run()
    assert form.kind.problem is not None
    form.kind.choose("amount")
    form.amount.type("beaucoup")
    await form.run()
    assert form.amount.problem is not None
    assert form.amount.problem.fault is Fault.WRONG_SHAPE
    form.kind.choose("period")
    await form.run()
    assert (form.amount.problem, form.comment.problem is not None) == (None, True)
    assert form.sent is None


async def test_a_cut_line_loses_nothing(file: FileScope, network: Network) -> None:
    """What was typed stays, and is sent once the network is back."""
    form = file.state(CorrectionForm.of, await newest(file))
    form.kind.choose("not_mine")
    form.comment.type("C'est le salaire de mon frère.")
    network.cut = True
    await form.run()
    assert form.submit.error is not None
    assert form.comment.text == "C'est le salaire de mon frère."
    network.cut = False
    await form.run()
    assert form.sent is not None


async def test_one_correction_at_a_time(page: PageScope, file: FileScope) -> None:
    """Another one while the first waits, from another window: said, and not recorded twice."""
    resource = await newest(file)
    form = file.state(CorrectionForm.of, resource)
    form.kind.choose("not_mine")
    await form.run()
    other = CorrectionForm(page.client, file.file_id, resource, observe=lambda _: None)
    other.kind.choose("not_mine")
    await other.run()
    assert isinstance(other.submit.error, ChangedMeanwhile)


async def test_the_quotient_is_made_of_what_it_says(file: FileScope) -> None:
    """Incomes, benefits and parts of the answer make its amount."""
    state = file.state(Quotient.of)
    await state.load.run()
    assert state.value is not None
    made = state.value.computation
    assert made is not None
    whole = sum(each.amount for each in made.incomes) / 12 + made.benefits
    assert state.value.amount == round(2 * whole / sum(each.half_parts for each in made.parts) / 100) * 100


@pytest.mark.parametrize(("text", "year"), [("2026", 2026), ("26", None), ("abcd", None), (None, None)])
def test_the_year_of_an_address(text: str | None, year: int | None) -> None:
    """What is no year is no filter."""
    assert year_of(text) == year
