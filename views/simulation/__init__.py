"""Simuler."""

from app.simulation.offer import Offer
from app.simulation.paths import SIMULATION, SIMULATION_RESULT
from app.simulation.simulation import Simulation
from app.steps.simulation_offer import SIMULATION_OFFER
from views.shell.feature import Feature, HelpEntry, Route, SearchEntry
from views.simulation.result import result
from views.simulation.simulation import simulation
from views.simulation.text import SimulationSearchText, SimulationText

FEATURE = Feature(
    routes=(
        Route(SIMULATION, lambda page: simulation(page.state(Simulation.of)), name=SimulationText.HEADING),
        Route(
            SIMULATION_RESULT,
            lambda page: result(page.state(Simulation.of), page.session),
            over=SIMULATION,
        ),
    ),
    help=(HelpEntry(SimulationText.HEADING, SimulationText.HELP, SIMULATION),),
    shared={SIMULATION_OFFER: Offer.of},
    search=(SearchEntry(SIMULATION, SimulationSearchText.SIMULATE),),
)
