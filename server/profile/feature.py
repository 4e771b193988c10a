"""What the feature registers with the server: the profile of a household."""

from server.feature import Feature
from server.profile.router import router

FEATURE = Feature(routers=(router,))
