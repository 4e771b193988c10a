"""What limits register with the server."""

from server.feature import Feature
from server.limits.rules import RATE_LIMITED

FEATURE = Feature(problems=(RATE_LIMITED,))
