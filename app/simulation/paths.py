"""The paths of Simuler."""

from typing import Final

SIMULATION: Final = "/simulation"
SIMULATION_RESULT: Final = f"{SIMULATION}/resultat"
