"""What the feature registers with the server: payments."""

from server.feature import Feature
from server.payments.router import router

FEATURE = Feature(routers=(router,))
