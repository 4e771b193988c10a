"""Faults on demand, and the clock that all workers share."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse

from server.clock import Clock
from server.db import Store
from server.demo.store import follow
from server.demo.tables import Fault
from server.http.kinds import INTERNAL_ERROR, MAINTENANCE, NOT_FOUND, UPDATE_REQUIRED
from server.http.middleware import request_id_of
from server.http.problems import Problem
from server.limits.rules import RATE_LIMITED
from server.sessions.rules import SESSION_EXPIRED

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

    from server.http.kinds import ProblemKind
    from server.services import Services

_RETRY_AFTER = timedelta(minutes=10)
_KINDS = {
    401: SESSION_EXPIRED,
    404: NOT_FOUND,
    426: UPDATE_REQUIRED,
    429: RATE_LIMITED,
    500: INTERNAL_ERROR,
    503: MAINTENANCE,
}


OWN = "mon_compte.own_fund"
"""The key, in the scope of a request, of the calls of the demonstration's fund: no fault is shown to it."""


class _ShownFault(NamedTuple):
    status: int | None
    latency_ms: int


class Faults:
    """ASGI middleware that makes requests fail as the demonstration was asked to."""

    def __init__(self, app: ASGIApp, services: Services) -> None:
        self._app = app
        self._store = services[Store]
        self._clock = services[Clock]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or fail it."""
        if scope["type"] != "http" or OWN in scope:
            await self._app(scope, receive, send)
            return
        try:
            fault = await run_in_threadpool(self._next_fault, scope["path"])
        except (OperationalError, InterfaceError, PoolTimeout):
            fault = None  # whatever needs the database will say itself that it does not answer
        if fault:
            await asyncio.sleep(fault.latency_ms / 1000)
            if fault.status is not None:
                await self._answer(fault.status, request_id_of(scope))(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _next_fault(self, path: str) -> _ShownFault | None:
        with self._store.engine.connect() as connection:
            faults = follow(connection, self._clock)
        found = next((fault for fault, start in faults if path.startswith(start)), None)
        if found is None or path.startswith("/demo"):
            return None
        with self._store.write() as transaction:
            fault = transaction.get(Fault, found, with_for_update=True)
            if fault is None:
                return None
            fault.times_left -= 1
            if fault.times_left <= 0:
                transaction.delete(fault)
            return _ShownFault(fault.status, fault.latency_ms)

    def _answer(self, status: int, request_id: str) -> Response:
        kind = _KINDS.get(status)
        if kind is None:
            # What a gateway in front of the server answers by itself.
            return HTMLResponse(f"<h1>{status}</h1>", status_code=status)
        return self._problem(kind).response(request_id)

    def _problem(self, kind: ProblemKind) -> Problem:
        wait = int(_RETRY_AFTER.total_seconds())
        if kind is MAINTENANCE:
            return Problem(kind, retry_after=wait, until=self._clock.now() + _RETRY_AFTER)
        return Problem(kind, retry_after=wait) if kind is RATE_LIMITED else Problem(kind)
