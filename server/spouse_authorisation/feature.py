"""What the feature registers with the server: the authorisation of a spouse."""

from server.feature import Feature
from server.spouse_authorisation.router import router

FEATURE = Feature(routers=(router,))
