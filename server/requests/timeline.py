"""How a request moves from one state to the next: each move is told in its timeline."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypedDict

from server.requests.tables import RequestEvent

if TYPE_CHECKING:
    from datetime import date, datetime

    from typing_extensions import Unpack

    from server.requests.rules import EventKind, RequestState
    from server.requests.tables import Request


class Details(TypedDict, total=False):
    """What is told of an event besides what it is: see `RequestEvent`."""

    document: str
    label: str
    until: date
    text: str | None


def move(
    request: Request,
    state: RequestState,
    kind: EventKind,
    now: datetime,
    *,
    due_in: int | None = None,
    **details: Unpack[Details],
) -> None:
    """Move a request to a state, and tell it.

    Args:
        request: which one.
        state: where it stands from now on.
        kind: what happened.
        now: when.
        due_in: days within which whoever is waited for should move.
        details: what is told of the event.
    """
    request.state = state
    request.updated_at = now
    request.due_on = in_days(now, due_in) if due_in else None
    tell(request, kind, now, **details)


def tell(request: Request, kind: EventKind, now: datetime, **details: Unpack[Details]) -> None:
    """Add an event to the timeline of a request."""
    request.events.append(RequestEvent(position=len(request.events), kind=kind, at=now, **details))


def in_days(now: datetime, days: int) -> date:
    """Return the day that many days later."""
    return (now + timedelta(days=days)).date()
