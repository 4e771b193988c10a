"""The way to a simulation, from the screens of other features: it promises none where there is none."""

import flet as ft

from app.simulation.paths import SIMULATION
from app.steps.simulation_offer import SimulationOffer
from views.design.button import secondary
from views.design.card import card, column
from views.design.text import section, soft
from views.shell.layout import go
from views.steps.text import SimulationDoorText


@ft.component
def simulation_door(offer: SimulationOffer) -> ft.Control:
    """Return what leads to the simulation, or says that there is none here."""
    seen, see = ft.use_state(offer.available)

    async def look() -> None:
        await offer.look_once()
        see(offer.available)

    ft.use_effect(look, [])
    known = offer.available if seen is None else seen
    if known is None:
        return column()
    if not known:
        return card(section(SimulationDoorText.HEADING), soft(SimulationDoorText.UNAVAILABLE))
    return card(
        section(SimulationDoorText.HEADING),
        soft(SimulationDoorText.LEAD),
        secondary(SimulationDoorText.OPEN, go(SIMULATION)),
    )
