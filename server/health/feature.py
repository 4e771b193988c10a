"""What the feature registers with the server: the probes of operators."""

from server.feature import Feature
from server.health.router import router

FEATURE = Feature(bare_routers=(router,))
