"""What messages register with the server."""

from datetime import timedelta

from server.db.sweeper import Expiry
from server.feature import Feature
from server.outbox.tables import WaitingMessage
from server.outbox.warning import warn_of_dead_letters

# Of what was given up: an operator has a month to mend the way and have it tried again.
_KEPT = timedelta(days=30)

FEATURE = Feature(
    expiries=(Expiry(WaitingMessage.id, lambda now: WaitingMessage.posted_at < now - _KEPT),),
    jobs=(warn_of_dead_letters,),
)
