"""Where a batch stands."""

from typing import Literal

BatchState = Literal["refused", "writing", "written"]
"""Refused at the check; being written, or cut off while it was; written."""

MOST_RECORDS_AT_ONCE = 2_000
"""Records of one transaction: the checkpoint moves with it, and nobody waits long for what it locks."""
