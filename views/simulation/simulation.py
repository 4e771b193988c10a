"""Simuler: the questions."""

import flet as ft

from app.simulation.simulation import Simulation
from views.design.text import heading
from views.shell.layout import Layout, screen
from views.simulation.text import SimulationText


@ft.component
def simulation(state: Simulation) -> ft.Control:
    """Return the questions."""
    return screen(SimulationText.HEADING, heading(SimulationText.HEADING), layout=Layout.FORM)
