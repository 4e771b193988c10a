"""What imports register with the server: nothing that people see."""

from server.db.sweeper import Expiry
from server.feature import Feature
from server.imports.batches import Batches
from server.imports.router import router
from server.imports.rules import BATCH_BUSY, KEPT, PIECES_KEPT
from server.imports.tables import Batch, BatchPiece

FEATURE = Feature(
    routers=(router,),
    problems=(BATCH_BUSY,),
    expiries=(
        Expiry(Batch.id, lambda now: Batch.begun_at < now - KEPT),
        Expiry(BatchPiece.id, lambda now: BatchPiece.received_at < now - PIECES_KEPT),
    ),
    jobs=(lambda services: services[Batches].revive(),),
    batch_paths=("/back-office/batches/",),
)
