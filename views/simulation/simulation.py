"""Simuler: the questions, answered in the page."""

from collections.abc import Sequence

import flet as ft

from app.simulation.estimates import Estimates
from app.simulation.paths import SIMULATION, SIMULATION_RESULT
from app.simulation.simulation import Simulation
from app.steps.questionnaire import RECAP, Filling
from app.steps.questionnaire_entries import DocumentEntry
from views.design.card import column
from views.design.notice import Tone, notice
from views.design.text import soft
from views.simulation.text import SimulationText
from views.steps.questionnaire import FormPlace, questionnaire


@ft.component
def simulation(state: Simulation) -> ft.Control:
    """Return the questions."""
    estimates = state.estimates

    def above(filling: Filling, page_id: str) -> Sequence[ft.Control]:
        if page_id == RECAP:
            return (_starting(estimates),)
        return () if filling.before(page_id) else (soft(SimulationText.PRIVATE),)

    place = FormPlace(
        path=lambda page_id: f"{SIMULATION}?page={page_id}",
        later=None,
        after=SIMULATION_RESULT,
        documents=_no_documents,
        above=above,
        send=SimulationText.ESTIMATE,
        sending=SimulationText.WORKING,
    )
    return questionnaire(state.filling, place, SimulationText.HEADING)


def _no_documents(_: DocumentEntry, _label: str, _error: str) -> ft.Control:
    return column()


@ft.component
def _starting(estimates: Estimates) -> ft.Control:
    """Return what is said while the engine starts: the estimates then come by themselves."""
    if not estimates.starting:
        return column()
    return notice(Tone.INFORMATION, SimulationText.STARTING, SimulationText.STARTING_MORE, live=True)
