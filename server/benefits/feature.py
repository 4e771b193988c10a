"""What the feature registers with the server: the benefits."""

from server.benefits.router import router
from server.feature import Feature

FEATURE = Feature(routers=(router,))
