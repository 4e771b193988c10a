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
    from tests.app.conftest import Find
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
