"""Rates: how often anybody may ask for what costs something, such as a message or a check of a document.

They are far above what people need, and far below what a machine could do.
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

    # Enrolments, resumptions and resets, for one address: many people may share one.
    BEGINNINGS = (Window(300, _HOUR),)
    # Messages to one contact or account, for all strangers together and for the person: at most 29 a day. This bounds
    # how often a telephone rings, and how many codes can be guessed.
    CODES = rising(6, _HOUR, within=_DAY)
    # Received codes given as a proof of one's contact, for one contact from one address.
    PROOFS = (Window(5, _HOUR), Window(15, _DAY))
    # For one code.
    PROVED = (Window(1, _DAY),)
    # For one address.
    SCANS = (Window(60, _HOUR),)
    # Notifications of what strangers do, for one account.
    NOTICES = (Window(2, _DAY),)
    # For one draft.
    DOCUMENT_CHECKS = (Window(30, _HOUR),)
    # For one draft: to hash a password costs far more than to send the request.
    PASSWORDS = (Window(40, _HOUR),)
    # For one identifier from one address.
    OLD_PASSWORDS = (Window(3, _HOUR),)
    # Tries of a code that undoes a change, for one address: there are 30^8 codes.
    UNDOS = (Window(20, _HOUR), Window(60, _DAY))
    # For one person: each export is a document to draw.
    EXPORTS = (Window(10, _HOUR),)
    # For one person: each paper is drawn.
    DOCUMENTS = (Window(80, _HOUR),)
    # Codes of papers that are looked up, for one address: many people may share one, and there are 30^15 codes.
    VERIFICATIONS = (Window(60, _HOUR), Window(300, _DAY))
    # For one person: as they type they search some times a second, and read what is found in between.
    SEARCHES = (Window(240, 60),)
    # Accessibility reports, for one address: many people may share one.
    REPORTS = (Window(10, _HOUR), Window(30, _DAY))
    # What one person writes to the fund.
    MESSAGES = (Window(30, _HOUR), Window(100, _DAY))
    # Simulations, for one address: many people may share one, and each takes a second of a processor.
    SIMULATIONS = (Window(60, 60), Window(600, _HOUR))
    # Private addresses of one person's agenda that are made.
    SUBSCRIPTIONS = (Window(20, _HOUR),)
    # What is read at private addresses of agendas, from one address: that of a calendar's host serves many people.
    CALENDARS = (Window(1200, _HOUR),)
    # Appointments that one person books, moves and cancels: each is told by a message.
    APPOINTMENTS = (Window(25, _HOUR),)
    # Tokens of one program of the fund, each of which works for ten minutes.
    CLIENT_TOKENS = (Window(60, 60),)
    # Answers that a report has come, for one mail address: anybody may give anybody's.
    ACKNOWLEDGEMENTS = (Window(3, _DAY),)


class Rates:
    """The service that counts by rates."""

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
