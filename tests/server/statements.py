"""What statements a request makes, and not those that the server makes in the background meanwhile."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import ASGIApp, Receive, Scope, Send

_in_request: ContextVar[bool] = ContextVar("in_request", default=False)


class RequestsMarked:
    """ASGI middleware by which work is known to be a request's.

    Its mark goes with a context, which goes along to the thread of an operation: threads that prepare an export or
    send a message, and the sweeper, have none. Those of an earlier test may still be at work.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http":
            _in_request.set(True)
        await self._app(scope, receive, send)


@contextmanager
def made_by_requests() -> Iterator[list[str]]:
    """Yield the statements that requests to this process's server make, in their order."""
    made: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if _in_request.get():
            made.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield made
    finally:
        event.remove(Engine, "before_cursor_execute", note)
