"""How often strangers may ask for what costs something: a draft, a message, a check of a document.

Counted in memory or in Redis, on real time: far above what people need, far below what a machine could do.
"""

from __future__ import annotations

import time
from enum import Enum
from math import ceil
from typing import TYPE_CHECKING

from limits import parse_many
from limits.strategies import MovingWindowRateLimiter

from server.problems import Code, Problem

if TYPE_CHECKING:
    from limits.storage import Storage

    from server.security.tokens import Pepper


class Rate(Enum):
    """What is counted, and for whom."""

    # Drafts, resumptions and resets, for one address: a hall full of people shares one.
    BEGINNINGS = "300/hour"
    # Challenges for one contact or one account, from all addresses together: what bounds guessing codes.
    CODES = "12/hour;40/day"
    # For one address.
    SCANS = "60/hour"
    # For one draft.
    DOCUMENT_CHECKS = "30/hour"
    # For one draft: a hash costs more than what asks for it.
    PASSWORDS = "40/hour"
    # For one identifier.
    OLD_PASSWORDS = "3/day"
    # Tries of a code that undoes a change, for one address: there are 30^8 of them.
    UNDOS = "20/hour;60/day"
    # Copies of one person's data: each is a document to draw.
    EXPORTS = "10/hour"


class Rates:
    """Counts of what was asked for."""

    def __init__(self, storage: Storage, pepper: Pepper) -> None:
        self._limiter = MovingWindowRateLimiter(storage)
        self._pepper = pepper

    def spend(self, rate: Rate, whose: str, *, refusal: Code = Code.RATE_LIMITED) -> None:
        """Count one more.

        Raises:
            Problem: the refusal, with the seconds to wait, if it is one too many.
        """
        key = self._pepper.hash(rate.name, whose).hex()
        for item in parse_many(rate.value):
            if not self._limiter.hit(item, key):
                wait = ceil(self._limiter.get_window_stats(item, key).reset_time - time.time())
                raise Problem(refusal, retry_after=max(1, wait))
