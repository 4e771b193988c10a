"""The estimates of a page: from one calculation, kept nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from api_client import Client, ConnectionFailed, Refused, SimulationUnavailable
from app.simulation.estimates import Estimates
from app.simulation.simulation import Simulation
from app.steps.questionnaire import RECAP
from tests.server.simulation.test_router import ANSWERS
from tests.support.simulator import GROUP

if TYPE_CHECKING:
    from app.core.scope import PageScope
    from app.core.session import Session
    from tests.app.conftest import Find, Network

pytestmark = GROUP


@pytest.fixture
def estimates(page: PageScope) -> Estimates:
    return page.state(Estimates.of)


async def test_the_slider_asks_nobody(estimates: Estimates, network: Network) -> None:
    """What another salary would change comes from the one calculation."""
    await estimates.find(ANSWERS)
    assert estimates.result is not None
    assert estimates.monthly == 153_01 + 284_04
    at_first = estimates.with_salary
    assert at_first is not None
    assert (at_first.salary, at_first.monthly) == (2300_00, estimates.monthly)
    asked = len(network.asked)
    network.cut = True
    estimates.slide(0)
    assert estimates.with_salary is not None
    assert estimates.with_salary.monthly == 153_01
    estimates.slide(2349_00)
    assert estimates.with_salary.salary == 2300_00
    assert len(network.asked) == asked


async def test_an_engine_that_starts_is_waited_for() -> None:
    """It is said meanwhile, and the answer comes by itself."""
    seen: list[bool] = []
    begun: list[Estimates] = []
    answers = iter([503, 503, 200])

    async def answer(_: httpx.Request) -> httpx.Response:
        if next(answers) == 503:
            problem = {"code": "simulation_starting", "status": 503, "retry_after": 2}
            return httpx.Response(503, json=problem)
        slider = {"incomes": [0, 10000], "amounts": [], "income": 0}
        result = {"rules_date": "2026-10-01", "month": "2026-10", "estimates": [], "slider": slider}
        return httpx.Response(200, json=result)

    async def pause(seconds: float) -> None:
        seen.append(begun[0].starting and seconds == 2)

    http = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    async with Client("http://localhost", http=http) as client:
        found = Estimates(client, observe=lambda _: None, pause=pause)
        begun.append(found)
        await found.find({})
    assert seen == [True, True]
    assert not found.starting
    assert found.result is not None


async def test_without_a_network_nothing_is_lost(page: PageScope, network: Network) -> None:
    """The answers stay in the page, and are estimated once it is back."""
    simulation = page.state(Simulation.of)
    await simulation.filling.open()
    await fill(simulation)
    network.cut = True
    await simulation.filling.recap.run()
    assert isinstance(simulation.filling.recap.submit.error, ConnectionFailed)
    network.cut = False
    await simulation.filling.recap.run()
    assert simulation.estimates.result is not None


async def fill(simulation: Simulation) -> None:
    """Answer every question that is asked, page by page."""
    filling = simulation.filling
    for _ in range(10):
        standing = filling.standing(None)
        if standing == RECAP:
            return
        form = filling.page(standing)
        form.draw(filling.now())
        for name, entry in form.entries.items():
            if name in ANSWERS:
                entry.hold(ANSWERS[name])
        await form.run()
    raise AssertionError(filling.wrong())


async def test_questions_follow_the_benefits(page: PageScope) -> None:
    """Only what matters for what is asked is asked; changing the answers leads to other estimates."""
    simulation = page.state(Simulation.of)
    await simulation.filling.open()
    await fill(simulation)
    assert [each.id for each in simulation.filling.pages()] == [
        "benefits",
        "household",
        "housing",
        "incomes",
        "past",
    ]
    await simulation.filling.recap.run()
    assert simulation.estimates.monthly == 437_05
    simulation.again()
    await simulation.filling.open()
    assert simulation.filling.standing(None) == RECAP
    simulation.filling.page("benefits").entries["benefits"].hold(["aah"])
    assert [each.id for each in simulation.filling.pages()] == [
        "benefits",
        "household",
        "incomes",
        "incapacity",
    ]


async def test_who_is_signed_in_finds_what_is_known(page: PageScope, session: Session, find: Find) -> None:
    """And who leaves finds nothing of it."""
    account = find("responsable-couple")
    await session.sign_in(account.identifier, account.password)
    simulation = page.state(Simulation.of)
    await simulation.filling.open()
    assert simulation.filling.is_prefilled("birth_date")
    assert simulation.answers["children"]
    await session.sign_out()
    assert simulation.answers == {}
    assert simulation.filling.definition is None


async def test_answers_that_are_refused_are_said_at_their_field(page: PageScope) -> None:
    """A commune that nobody knows."""
    simulation = page.state(Simulation.of)
    await simulation.filling.open()
    await fill(simulation)
    simulation.filling.page("housing").entries["city"].hold("Nulle-Part-sur-Rien")
    await simulation.filling.recap.run()
    error = simulation.filling.recap.submit.error
    assert isinstance(error, Refused)
    assert error.fields == {"city": "unknown"}


async def test_where_there_is_no_engine(page: PageScope) -> None:
    """It is said before anything is asked."""

    async def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"state": "unavailable", "month": "2026-10", "definition": {}})

    http = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    async with Client("http://localhost", http=http) as client:
        estimates = Estimates(client, observe=lambda _: None)
        simulation = Simulation(client, page.session, estimates)
        await simulation.filling.open()
    assert isinstance(simulation.filling.load.error, SimulationUnavailable)
