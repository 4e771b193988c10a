"""What imports register with the server: nothing that people see."""

from server.db.sweeper import Expiry
from server.feature import Feature
from server.imports.rules import KEPT
from server.imports.tables import Batch

FEATURE = Feature(expiries=(Expiry(Batch.id, lambda now: Batch.begun_at < now - KEPT),))
