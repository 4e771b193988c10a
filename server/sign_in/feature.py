"""What signing in registers with the server."""

from server.feature import Feature
from server.sign_in.router import router

FEATURE = Feature(routers=(router,))
