"""What a simulation found: figures, reasons, the slider, and the way on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flet as ft
import pytest

from app.benefits.paths import BENEFITS, benefit_path
from app.requests.paths import start_path
from app.simulation.estimates import Estimates
from app.simulation.paths import SIMULATION, SIMULATION_RESULT
from tests.server.simulation.test_router import ANSWERS
from tests.support.simulator import GROUP
from views.shell.formats import euros
from views.simulation.text import SimulationText
from views.steps.text import SimulationDoorText

if TYPE_CHECKING:
    from app.core.scope import PageScope
    from app.core.session import Session
    from tests.app.conftest import Find, Network
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter

pytestmark = GROUP


@pytest.fixture
async def estimates(page: PageScope) -> Estimates:
    found = page.state(Estimates.of)
    await found.find(ANSWERS)
    return found


async def shown(open_at: Open) -> Flutter:
    screen = open_at(SIMULATION_RESULT)
    await screen.until(lambda: screen.heading == SimulationText.total(437_00))
    return screen


async def test_each_benefit_with_what_it_rests_on(open_at: Open, estimates: Estimates) -> None:
    """The total, each amount, what it rests on, the date of the rules, and that it is an estimate."""
    screen = await shown(open_at)
    assert screen.says("Simulation, règles du 1er octobre 2026")
    for words in (*map(euros, (153_00, 284_00, 0)), "2 enfants", SimulationText.today(2300_00)):
        assert screen.says(words)
    assert screen.says(SimulationText.NOTICE)


async def test_why_there_is_nothing_is_a_press_away(open_at: Open, estimates: Estimates) -> None:
    """And goes again with another."""
    screen = await shown(open_at)
    await screen.press("Pourquoi pas d'aide au logement ?")
    assert screen.says("Vous êtes propriétaire")
    await screen.press(SimulationText.CLOSE)
    assert not screen.says("Vous êtes propriétaire")


async def test_the_slider_answers_without_the_server(
    open_at: Open, estimates: Estimates, network: Network
) -> None:
    """Another salary is said in words, against what it is today."""
    screen = await shown(open_at)
    network.cut = True
    [slider] = screen.controls(ft.Slider)
    assert (slider.min, slider.max, slider.value, slider.label) == (0, 4000, 2300, euros(2300_00))
    await screen.slide(slider, 0)
    assert screen.says(SimulationText.with_salary(0, 153_00))
    assert screen.says(SimulationText.more_or_less(-284_00))
    await screen.type(SimulationText.SALARY_FIELD, "2300")
    assert screen.says(SimulationText.more_or_less(0))


async def test_the_way_on_takes_everything_along(
    open_at: Open, estimates: Estimates, session: Session, find: Find
) -> None:
    """A visitor is led to the benefit, who is signed in to its form."""
    screen = await shown(open_at)
    await screen.press("Demander la prime d'activité")
    await screen.until(lambda: screen.route == benefit_path("prime_activite"))
    account = find("responsable-seul")
    await session.sign_in(account.identifier, account.password)
    await estimates.find(ANSWERS)
    screen = await shown(open_at)
    await screen.press("Demander la prime d'activité")
    await screen.until(lambda: screen.route == start_path("prime_activite"))


async def test_a_page_that_is_loaded_anew_has_nothing_left(open_at: Open) -> None:
    """It says so, and leads to the questions."""
    screen = open_at(SIMULATION_RESULT)
    await screen.until(lambda: screen.says(SimulationText.GONE))
    await screen.press(SimulationText.START)
    await screen.until(lambda: screen.route == SIMULATION)


async def test_the_catalogue_leads_to_it(open_at: Open) -> None:
    """Where benefits can be estimated."""
    screen = open_at(BENEFITS)
    await screen.until(lambda: screen.says(SimulationDoorText.LEAD))
    await screen.press(SimulationDoorText.OPEN)
    await screen.until(lambda: screen.route == SIMULATION)
