"""Where a batch stands."""

from datetime import timedelta
from typing import Final, Literal

from server.http.kinds import ProblemKind

BatchState = Literal["open", "checking", "checked", "refused", "writing", "written", "cancelled", "failed"]
"""Taking pieces; being checked; found right; refused at the check; being written, or cut off while it was; written;
stopped by its client; stopped by a defect."""

BATCH_BUSY = ProblemKind("batch_busy", 409, "A batch is being imported")

HEARD_WITHIN: Final = timedelta(minutes=2)
"""A batch of which nothing was heard for as long was cut off: it may be started again."""

PIECES_KEPT: Final = timedelta(days=7)
"""How long pieces wait for their batch to be written; then they go."""

MOST_PIECES: Final = 4096
"""Of a part: with 8 MiB each, 32 GiB."""

KEPT: Final = timedelta(days=365)
"""How long what is known of a batch is kept."""

MOST_RECORDS_AT_ONCE = 2_000
"""Records of one transaction: the checkpoint moves with it, and nobody waits long for what it locks."""
