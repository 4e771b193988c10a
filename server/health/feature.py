"""What the probes of operators register with the server."""

from server.feature import Feature
from server.health.router import router

FEATURE = Feature(bare_routers=(router,))
