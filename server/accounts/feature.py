"""What the feature registers with the server: the account."""

from server.accounts.router import router
from server.feature import Feature

FEATURE = Feature(routers=(router,), own_paths=("/v1/me",))
