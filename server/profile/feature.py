"""What the feature registers with the server: the profile of a household, and its records."""

from server.feature import Feature
from server.profile.records import IMPORTABLE
from server.profile.router import router

FEATURE = Feature(routers=(router,), importable=IMPORTABLE)
