"""What the feature registers with the server: contact details."""

from server.contacts.router import router
from server.feature import Feature

FEATURE = Feature(routers=(router,))
