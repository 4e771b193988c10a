"""What the feature registers with the server: changing one's password and code."""

from server.credentials.router import router
from server.feature import Feature

FEATURE = Feature(routers=(router,))
