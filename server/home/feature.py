"""What the feature registers with the server: Mon Compte."""

from server.feature import Feature
from server.home.router import router

FEATURE = Feature(routers=(router,))
