"""What the feature registers with the server: simulations."""

from server.feature import Feature
from server.simulation.router import my_router, router
from server.simulation.rules import SIMULATION_STARTING, SIMULATION_UNAVAILABLE

FEATURE = Feature(
    routers=(router, my_router),
    problems=(SIMULATION_UNAVAILABLE, SIMULATION_STARTING),
    own_paths=("/v1/me/simulation",),
)
