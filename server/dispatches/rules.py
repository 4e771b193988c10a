"""How many dispatches are read at once, and how long each is kept. No database."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

KEPT: Final = timedelta(days=90)
"""How long a dispatch is kept after the fund acknowledged it; until then it waits for as long as it takes."""

MOST_AT_ONCE: Final = 500
"""Dispatches of one page."""
