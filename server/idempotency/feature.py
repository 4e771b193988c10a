"""What idempotency registers with the server."""

from server.db.sweeper import Expiry
from server.feature import Feature
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.idempotency.tables import IdempotentAnswer

FEATURE = Feature(
    problems=(IDEMPOTENCY_CONFLICT,),
    expiries=(Expiry(IdempotentAnswer.key_hash, lambda now: IdempotentAnswer.expires_at < now),),
)
