"""What the feature registers with the server: the password and the code at sign-in."""

from server.credentials.router import router
from server.feature import Feature

FEATURE = Feature(routers=(router,))
