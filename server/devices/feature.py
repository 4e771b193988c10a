"""What the feature registers with the server: devices."""

from server.devices.router import router
from server.feature import Feature

FEATURE = Feature(routers=(router,))
