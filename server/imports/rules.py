"""Where a batch stands."""

from datetime import timedelta
from typing import Final, Literal

BatchState = Literal["refused", "writing", "written"]
"""Refused at the check; being written, or cut off while it was; written."""

KEPT: Final = timedelta(days=365)
"""How long what is known of a batch is kept."""

MOST_RECORDS_AT_ONCE = 2_000
"""Records of one transaction: the checkpoint moves with it, and nobody waits long for what it locks."""
