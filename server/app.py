"""The application: its routers, middleware, and the rendering of refusals."""

from __future__ import annotations

import gc
import logging
import sys
from contextlib import asynccontextmanager, nullcontext
from typing import TYPE_CHECKING

from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi_offline import FastAPIOffline
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from hosting import logs
from hosting.ending import end_with_parent
from hosting.identified import Identified
from hosting.names import Names
from hosting.pages import OwnPages
from hosting.private import keep_private
from hosting.quota import LogThrottle
from server.clock import Clock
from server.composition import compose
from server.crypto.passwords import Crowded
from server.db import Store
from server.db.sweeper import sweeping
from server.document import describe
from server.errors import StartError
from server.feature import Features
from server.features import load_tables
from server.franceconnect.providers import Providers
from server.http.dependencies import check_client_version
from server.http.kinds import (
    BUSY,
    INTERNAL_ERROR,
    MAINTENANCE,
    METHOD_NOT_ALLOWED,
    NOT_FOUND,
    PAYLOAD_TOO_LARGE,
    UPDATE_REQUIRED,
    VALIDATION_FAILED,
)
from server.http.middleware import RequestMiddleware, request_id_of
from server.http.problems import Problem, documented, invalid
from server.http.text_fields import refuse_hostile_text
from server.limits.ledger import LedgerAway
from server.outbox.courier import Courier
from server.settings import VERSION, Settings
from server.settings.franceconnect import DEMO_PATH

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

_log = logging.getLogger(__name__)

_SQLITE_AWAY = tuple(
    f"SQLITE_{why}"
    for why in ("BUSY", "LOCKED", "FULL", "IOERR", "CANTOPEN", "READONLY", "NOMEM", "PROTOCOL")
)

# The exit status by which uvicorn knows that a worker would fail again in the same way.
_STARTUP_FAILURE = 3

_EVERYWHERE = documented(
    VALIDATION_FAILED,
    NOT_FOUND,
    PAYLOAD_TOO_LARGE,
    UPDATE_REQUIRED,
    INTERNAL_ERROR,
    MAINTENANCE,
)

# pydantic's error types change with its versions: clients get one of a few stable codes.
_FIELD_CODES = {
    "missing": "missing",
    "string_too_long": "too_long",
    "too_long": "too_long",
    "string_too_short": "too_short",
    "too_short": "too_short",
}
_ANY_OTHER = "invalid"


def from_environment() -> FastAPI:
    """Return the application of one worker, and configure its log; the database was made ready before."""
    settings = Settings.from_environment()
    logs.configure(settings.log_level, settings.log_format)
    keep_private()
    end_with_parent()
    try:
        app = assemble(settings)
    except StartError as error:
        _log.critical("%s", " ".join(str(error).splitlines()))
        sys.exit(_STARTUP_FAILURE)
    # The collector goes through none of what is loaded: every request would wait for that, a seventh of a second.
    gc.collect()
    gc.freeze()
    return app


def assemble(settings: Settings) -> FastAPI:
    """Return the application over a database that is ready.

    Raises:
        StartError: the Redis of the rate limits does not answer.
    """
    load_tables()
    services = compose(settings)
    features, store, clock = services[Features], services[Store], services[Clock]

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if settings.demo:
            # Before the first sweep, which must use the time of the demonstration.
            _follow_demo_clock(store, clock)
        with nullcontext() if settings.demo else services[Courier].at_work():
            async with sweeping(store, clock, features.expiries, features.jobs(services)):
                yield
        await services[Providers].aclose()
        services.close()

    # FastAPIOffline's documentation page loads nothing from a CDN; it has a page even if told not to.
    kind = FastAPIOffline if settings.docs else FastAPI
    app = kind(
        title="Mon Compte",
        version=VERSION,
        description="The reference server of a family-benefits account.",
        lifespan=lifespan,
        redoc_url=None,
        docs_url="/docs" if settings.docs else None,
        openapi_url="/openapi.json" if settings.docs else None,
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.services = services
    for feature in features:
        for router in feature.routers:
            app.include_router(
                router,
                dependencies=[Depends(check_client_version), Depends(refuse_hostile_text)],
                responses=_EVERYWHERE,
            )
        for router in feature.bare_routers:
            app.include_router(router)
    if settings.demo:
        from server.demo.faults import Faults
        from server.demo.fund import DemoFund

        app.add_middleware(Faults, services=services)
        services[DemoFund].app = app
    # The protocol binds the demonstration's FranceConnect to its browser, and its forms have no Origin.
    app.add_middleware(OwnPages, but=(DEMO_PATH,))
    app.add_middleware(
        RequestMiddleware,
        upload_paths=features.each(lambda feature: feature.upload_paths),
        batch_paths=features.each(lambda feature: feature.batch_paths),
    )
    app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(settings.trusted_proxies))
    app.add_middleware(Identified, proxies=settings.trusted_proxies)
    app.add_middleware(Names, names=settings.names)
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(LedgerAway, _uncounted)
    app.add_exception_handler(Crowded, _crowded)
    away = _away(LogThrottle())
    for failing in (OperationalError, InterfaceError, PoolTimeout):
        app.add_exception_handler(failing, away)
    app.openapi = describe(app, features)  # type: ignore[method-assign] # FastAPI's documented way
    return app


def _follow_demo_clock(store: Store, clock: Clock) -> None:
    from server.demo.store import follow

    with store.engine.connect() as connection:
        follow(connection, clock)


def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)  # noqa: S101 - what the handler is registered for
    return error.response(request_id_of(request.scope))


def _invalid(request: Request, error: Exception) -> Response:
    """Answer with fields and codes of errors only: the values may be secret."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - what the handler is registered for
    found = error.errors()
    if any(each["loc"][0] == "path" for each in found):
        return Problem(NOT_FOUND).response(request_id_of(request.scope))
    fields = [
        {
            "field": _field_of(each["loc"]),
            "code": _FIELD_CODES.get(each["type"], _ANY_OTHER),
        }
        for each in found
    ]
    return Problem(VALIDATION_FAILED, errors=fields).response(request_id_of(request.scope))


def _field_of(location: tuple[str | int, ...]) -> str:
    where, *parts = map(str, location)
    # For a body that is no JSON, the rest is a position in its text.
    return where if not parts or isinstance(location[1], int) else ".".join(parts)


def _uncounted(request: Request, _: Exception) -> Response:
    """Answer that the server is in maintenance: without the Redis of the limits, guesses cannot be counted."""
    return Problem(MAINTENANCE, headers={"Retry-After": "30"}).response(request_id_of(request.scope))


def _crowded(request: Request, _: Exception) -> Response:
    """Answer that one more sign-in would wait too long: the sooner it is said, the sooner those who wait are served."""
    return Problem(BUSY, headers={"Retry-After": "2"}).response(request_id_of(request.scope))


def _away(log_throttle: LogThrottle) -> Callable[[Request, Exception], Response]:
    """Return the handler of a database that does not answer, which is no defect of the program."""

    def handle(request: Request, error: Exception) -> Response:
        if isinstance(error, DBAPIError) and not _means_away(error.orig):
            raise error
        if log_throttle.allows("database"):
            cause = error.orig if isinstance(error, DBAPIError) else error
            _log.error(
                "the database does not answer (%s): requests are told of maintenance", type(cause).__name__
            )
        return Problem(MAINTENANCE, headers={"Retry-After": "30"}).response(request_id_of(request.scope))

    return handle


def _means_away(cause: BaseException | None) -> bool:
    """Return whether the database is away: SQLite reports a missing table as an operational error, too."""
    name = getattr(cause, "sqlite_errorname", None)
    return name is None or name.startswith(_SQLITE_AWAY)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - what the handler is registered for
    codes = {404: NOT_FOUND, 405: METHOD_NOT_ALLOWED}
    refused = (
        Problem(code, headers=error.headers)
        if (code := codes.get(error.status_code))
        else invalid(("body", _ANY_OTHER))  # the body could not be read
    )
    return refused.response(request_id_of(request.scope))
