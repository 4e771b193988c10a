"""What the feature registers with the server: simulations."""

from server.feature import Feature
from server.simulation.router import router
from server.simulation.rules import SIMULATION_STARTING, SIMULATION_UNAVAILABLE

FEATURE = Feature(routers=(router,), problems=(SIMULATION_UNAVAILABLE, SIMULATION_STARTING))
