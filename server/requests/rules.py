"""States of requests, how long each lasts, and the refusals. No database."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date, datetime

QUESTIONNAIRE: Final = r"^[a-z][a-z0-9_]{0,63}$"
"""The id of a questionnaire."""

DRAFT_KEPT: Final = timedelta(days=90)
"""How long a draft that nobody touches is kept."""

KEPT: Final = timedelta(days=5 * 365)
"""How long a request that is over is kept."""

ANSWER_DAYS: Final = 30
"""Within how many days the fund answers a request that it has all papers for."""

DECISION_DAYS: Final = 10
"""About how many days after the last missing document the fund decides."""

DOCUMENT_DAYS: Final = 30
"""How many days a person has to send a missing document."""

APPEAL_DAYS: Final = 61
"""How many days a person has to appeal: two months, by the longest of them."""

_DELAYED: Final = {"bank_details": timedelta(days=5)}

DISPATCH_KIND: Final = "request"
"""What the fund calls what people send it of these."""


class RequestKind(StrEnum):
    """What a request is for."""

    CHANGE = "change"
    BENEFIT = "benefit"
    DECLARATION = "declaration"


class RequestState(StrEnum):
    """Where a request stands; `WAITING` is for the person, who has something to send."""

    DRAFT = "draft"
    SENT = "sent"
    STUDIED = "studied"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    APPEALED = "appealed"


UNDER_WAY: Final = (RequestState.SENT, RequestState.STUDIED, RequestState.WAITING)
OVER: Final = (RequestState.ACCEPTED, RequestState.REFUSED, RequestState.WITHDRAWN)


class EventKind(StrEnum):
    """What happened to a request."""

    SENT = "sent"
    STUDIED = "studied"
    DOCUMENT_ASKED = "document_asked"
    DOCUMENT_SENT = "document_sent"
    DOCUMENT_REFUSED = "document_refused"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    APPEALED = "appealed"
    APPEAL_ACCEPTED = "appeal_accepted"
    APPEAL_REFUSED = "appeal_refused"


class Act(StrEnum):
    """What a person may do with a request now."""

    CORRECT = "correct"
    DELETE = "delete"
    WITHDRAW = "withdraw"
    APPEAL = "appeal"


def counts_from(questionnaire: str, sent_at: datetime) -> date | None:
    """Return the day from which what was declared counts, where who did not declare it has some days to say so."""
    delay = _DELAYED.get(questionnaire)
    return (sent_at + delay).date() if delay is not None else None


def grouped(reference: str) -> str:
    """Return a reference as people read it: 4 271 906."""
    return f"{reference[0]} {reference[1:4]} {reference[4:]}"


def acts(state: RequestState, appeal_until: date | None, today: date) -> tuple[Act, ...]:
    """Return what may be done with a request in a state.

    Args:
        state: where it stands.
        appeal_until: the last day for an appeal, where one is possible.
        today: the day.
    """
    if state is RequestState.DRAFT:
        return Act.CORRECT, Act.DELETE
    if state in UNDER_WAY:
        return (Act.WITHDRAW,)
    if state is RequestState.REFUSED and appeal_until is not None and today <= appeal_until:
        return (Act.APPEAL,)
    return ()
