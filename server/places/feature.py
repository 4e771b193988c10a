"""What the feature registers with the server: places of birth."""

from server.feature import Feature
from server.places.router import router

FEATURE = Feature(routers=(router,))
