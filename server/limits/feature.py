"""What limits register with the server."""

from datetime import timedelta

from server.db.sweeper import Expiry
from server.feature import Feature
from server.limits.rules import RATE_LIMITED
from server.limits.tables import KnownOrigin

_ORIGINS_KEPT = timedelta(days=365)

FEATURE = Feature(
    problems=(RATE_LIMITED,),
    expiries=(Expiry(KnownOrigin.hash, lambda now: KnownOrigin.last_seen_at < now - _ORIGINS_KEPT),),
)
