"""What the feature registers with the server: copies of a person's data."""

from server.exports.router import router
from server.feature import Feature

FEATURE = Feature(routers=(router,))
