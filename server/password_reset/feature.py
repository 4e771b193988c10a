"""What the feature registers with the server: forgotten passwords."""

from server.feature import Feature
from server.password_reset.router import router

FEATURE = Feature(routers=(router,))
