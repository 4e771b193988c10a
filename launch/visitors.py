"""Who is before a page: what the host knows by itself, and nothing of what a browser says.

In Flet 1.0.5 a browser may change the `client_ip` of its page (`launch/web/gate.py`): it says nothing of who is there.
"""

from contextvars import ContextVar
from typing import Final

_ADDRESS: Final[ContextVar[str | None]] = ContextVar("address", default=None)


def visitor_address() -> str | None:
    """Return the address of the visitor whose page is being filled; None in a window, which has no visitors."""
    return _ADDRESS.get()


def serve_visitor(address: str) -> None:
    """Note, for what is begun from here on, whom it serves."""
    _ADDRESS.set(address)
