"""Who is before a page: what the host knows by itself, and nothing of what a browser says.

The `client_ip` of a page is whatever was last written there: it says nothing of who is there.
"""

from contextvars import ContextVar
from typing import Final

from hosting.logs import REQUEST_ID

_ADDRESS: Final[ContextVar[str | None]] = ContextVar("address", default=None)


def visitor_address() -> str | None:
    """Return the address of the visitor whose page is being filled; None in a window, which has no visitors."""
    return _ADDRESS.get()


def serve_visitor(address: str) -> None:
    """Note, for what is begun from here on, whom it serves."""
    _ADDRESS.set(address)


def told_of_act() -> dict[str, str]:
    """Return what the server is told of the act that a call is made for: its id, by which both logs have it."""
    request_id = REQUEST_ID.get()
    return {"X-Request-Id": request_id} if request_id is not None else {}
