"""What the feature registers with the server: the closing of accounts."""

from server.closings.router import router
from server.feature import Feature

FEATURE = Feature(routers=(router,))
