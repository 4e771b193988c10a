"""What the feature registers with the server: the conditions générales."""

from server.feature import Feature
from server.terms.router import router

FEATURE = Feature(routers=(router,))
