"""The questions of a simulation, from the first to the estimate, and on to a request."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flet as ft

from app.requests.paths import start_path
from app.requests.start import Start
from app.simulation.paths import SIMULATION, SIMULATION_RESULT
from app.simulation.simulation import Simulation
from app.steps.questionnaire import RECAP
from tests.app.simulation.test_estimates import fill
from tests.server.simulation.test_router import ANSWERS
from tests.support.simulator import GROUP
from views.shell.text import WizardText
from views.simulation.text import SimulationText
from views.steps.questionnaire.text import QuestionnaireText

if TYPE_CHECKING:
    from app.core.scope import PageScope
    from app.core.session import Session
    from tests.app.conftest import Find, Network
    from tests.views.conftest import Open

pytestmark = GROUP


async def test_from_the_first_question_to_the_estimate(open_at: Open, page: PageScope) -> None:
    """Page by page, everything once more, the estimates, and back to what was answered."""
    screen = open_at(SIMULATION)
    await screen.until(lambda: screen.heading == "Que voulez-vous estimer ?")
    assert screen.says(SimulationText.PRIVATE)
    assert not screen.says(QuestionnaireText.LATER)
    await screen.press(WizardText.CONTINUE)
    await screen.until(
        lambda: screen.heading == "Que voulez-vous estimer ?" and bool(screen.crashes) is False
    )
    await fill(page.state(Simulation.of))
    screen.go(f"{SIMULATION}?page={RECAP}")
    await screen.until(lambda: screen.heading == QuestionnaireText.RECAP)
    await screen.press(SimulationText.ESTIMATE)
    await screen.until(lambda: screen.route == SIMULATION_RESULT)
    await screen.until(lambda: screen.heading == SimulationText.total(437_00))
    assert screen.controls(ft.Slider)
    await screen.press(SimulationText.CHANGE)
    await screen.until(lambda: screen.heading == QuestionnaireText.RECAP)


async def test_an_engine_that_starts_is_said_to(open_at: Open, page: PageScope) -> None:
    """Who waits for the estimate is told why, on the screen where they asked for it; it goes once it comes."""
    state = page.state(Simulation.of)
    await state.filling.open()
    await fill(state)
    screen = open_at(f"{SIMULATION}?page={RECAP}")
    await screen.until(lambda: screen.heading == QuestionnaireText.RECAP)
    assert not screen.says(SimulationText.STARTING)
    state.estimates.starting = True
    await screen.until(lambda: screen.says(SimulationText.STARTING))
    assert screen.says(SimulationText.STARTING_MORE)
    state.estimates.starting = False
    await screen.until(lambda: not screen.says(SimulationText.STARTING))


async def test_an_estimate_that_fails_keeps_the_answers(
    open_at: Open, page: PageScope, network: Network
) -> None:
    """It is said on the recap, where one may ask again, and nothing that was answered is lost."""
    state = page.state(Simulation.of)
    await state.filling.open()
    await fill(state)
    screen = open_at(f"{SIMULATION}?page={RECAP}")
    await screen.until(lambda: screen.heading == QuestionnaireText.RECAP)
    network.cut = True
    await screen.press(SimulationText.ESTIMATE)
    await screen.until(lambda: bool(screen.headings(2)))
    assert state.filling.recap.submit.error is not None
    assert screen.heading == QuestionnaireText.RECAP
    network.cut = False
    await screen.press(SimulationText.ESTIMATE)
    await screen.until(lambda: screen.heading == SimulationText.total(437_00))


async def test_the_request_begins_with_what_was_answered(
    page: PageScope, session: Session, find: Find
) -> None:
    """Nobody answers twice."""
    simulation = page.state(Simulation.of)
    await simulation.filling.open()
    await fill(simulation)
    await simulation.filling.recap.run()
    account = find("responsable-seul")
    await session.sign_in(account.identifier, account.password)
    assert page.person is not None
    assert session.account is not None
    file_id = session.account.file.file_id if session.account.file else None
    start = page.person.state(Start.of, "prime_activite", file_id)
    await start.load.run()
    await start.begin.run()
    assert start.request_id is not None, start_path("prime_activite")
    request = await page.client.requests.get(start.request_id)
    assert request.answers["partner_income"] == ANSWERS["partner_salary"]
    assert request.answers["housing"] == "owner"
