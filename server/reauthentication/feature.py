"""What reauthentication registers with the server."""

from server.feature import Feature
from server.reauthentication.rules import PASSWORD_REFUSED, PASSWORD_REQUIRED

FEATURE = Feature(problems=(PASSWORD_REFUSED, PASSWORD_REQUIRED))
