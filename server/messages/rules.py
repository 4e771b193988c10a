"""What people may write of, how much, and how long it is kept. No database."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Final

TEXT_MAX: Final = 3000
"""Characters of what a person writes at once."""

LETTER_MAX: Final = 40_000
"""Characters of what is shown of a letter of the fund; what is longer is cut, and says so."""

MOST_ATTACHMENTS: Final = 5
"""Of one message."""

MOST_COUNTED: Final = 100
"""Unread threads are counted up to here: more is said as more."""

SHOWN_AT_ONCE: Final = 50
"""Messages of a thread, the newest; older ones are asked for."""

ANSWER_DAYS: Final = 5
"""Within how many days the fund answers."""

KEPT: Final = timedelta(days=5 * 365)
"""How long a thread in which nobody writes is kept."""

TOLD_FOR: Final = timedelta(days=7)
"""For how long after its date a letter is new: people are told of it then, and find older ones read."""

DISPATCH_KIND: Final = "message"
"""What the fund calls what people send it of these."""


class Box(StrEnum):
    """Which threads are listed."""

    ALL = "all"
    UNREAD = "unread"
    ARCHIVED = "archived"


class Sender(StrEnum):
    """Who wrote a message."""

    FUND = "fund"
    PERSON = "person"


class MessageSubject(StrEnum):
    """What a person may write of."""

    PAYMENT = "payment"
    RIGHTS = "rights"
    HOUSING = "housing"
    FAMILY = "family"
    DECLARATION = "declaration"
    DEBT = "debt"
    SITUATION = "situation"
    ACCOUNT = "account"
    OTHER = "other"
