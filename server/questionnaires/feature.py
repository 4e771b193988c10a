"""What forms register with the server."""

from server.feature import Feature
from server.questionnaires.router import router

FEATURE = Feature(routers=(router,))
