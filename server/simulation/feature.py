"""What the feature registers with the server: simulations."""

from server.feature import Feature
from server.simulation.router import my_router, router

FEATURE = Feature(
    routers=(router, my_router),
    own_paths=("/v1/me/simulation",),
)
