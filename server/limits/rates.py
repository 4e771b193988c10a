"""How often strangers may ask for what costs something: a draft, a message, a check of a document.

Far above what people need, far below what a machine could do.
"""

from __future__ import annotations

from enum import Enum, unique
from math import ceil
from typing import TYPE_CHECKING
from uuid import uuid4

from server.crypto.tokens import Pepper
from server.http.problems import Problem
from server.limits.ledger import Ledger, Tally, Window, rising
from server.limits.rules import RATE_LIMITED

if TYPE_CHECKING:
    from typing import Self

    from server.http.kinds import ProblemKind
    from server.services import Services

_HOUR, _DAY = 3600, 86_400


@unique
class Rate(Enum):
    """What is counted, and for whom."""

    # Drafts, resumptions and resets, for one address: a hall full of people shares one.
    BEGINNINGS = (Window(300, _HOUR),)
    # Messages to one contact or one account, of all strangers together, and of the person: 29 in any day. It
    # bounds what a telephone is made to ring for, and how often codes can be guessed.
    CODES = rising(6, _HOUR, within=_DAY)
    # Codes given back to show that a contact is one's own, for one contact from one address.
    PROOFS = (Window(5, _HOUR), Window(15, _DAY))
    # For one code.
    PROVED = (Window(1, _DAY),)
    # For one address.
    SCANS = (Window(60, _HOUR),)
    # Of what strangers do, told to the holder of one account.
    NOTICES = (Window(2, _DAY),)
    # For one draft.
    DOCUMENT_CHECKS = (Window(30, _HOUR),)
    # For one draft: a hash costs more than what asks for it.
    PASSWORDS = (Window(40, _HOUR),)
    # For one identifier from one address.
    OLD_PASSWORDS = (Window(3, _HOUR),)
    # Tries of a code that undoes a change, for one address: there are 30^8 of them.
    UNDOS = (Window(20, _HOUR), Window(60, _DAY))
    # Copies of one person's data: each is a document to draw.
    EXPORTS = (Window(10, _HOUR),)


class Rates:
    """Counts of what was asked for."""

    def __init__(self, ledger: Ledger, pepper: Pepper) -> None:
        self._ledger = ledger
        self._pepper = pepper

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(ledger=services[Ledger], pepper=services[Pepper])

    def spend(self, rate: Rate, whose: str, *, refusal: ProblemKind = RATE_LIMITED) -> None:
        """Count one more.

        Raises:
            Problem: the refusal, with the seconds to wait, if it is one too many.
        """
        if (wait := self._take(rate, whose)) > 0:
            raise Problem(refusal, retry_after=ceil(wait))

    def allows(self, rate: Rate, whose: str) -> bool:
        """Count one more, unless it is one too many."""
        return self._take(rate, whose) <= 0

    def _take(self, rate: Rate, whose: str) -> float:
        key = self._pepper.hash(rate.name, whose).hex()
        return self._ledger.take(uuid4().hex, [Tally(key, rate.value)])
