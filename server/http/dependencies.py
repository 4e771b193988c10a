"""Dependencies of operations: services, the address of the client, its version.

Those that never block are coroutines: FastAPI runs each of the others in a thread, which costs more than the work.
"""

import re
from collections.abc import Awaitable, Callable
from functools import cache
from typing import Annotated, TypeVar

from fastapi import Depends, Header, Request

from server.clock import Clock
from server.db import Store
from server.http.kinds import UPDATE_REQUIRED
from server.http.problems import Problem
from server.services import Services
from server.settings import Settings

_T = TypeVar("_T")
_VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){0,3}", re.ASCII)


def services_of(request: Request) -> Services:
    """Return the services of the server."""
    services: Services = request.app.state.services
    return services


@cache
def service(kind: type[_T]) -> Callable[[Request], Awaitable[_T]]:
    """Return the dependency of an operation on a service."""

    async def get_service(request: Request) -> _T:
        return services_of(request)[kind]

    return get_service


StoreOf = Annotated[Store, Depends(service(Store))]
ClockOf = Annotated[Clock, Depends(service(Clock))]
SettingsOf = Annotated[Settings, Depends(service(Settings))]


def address_of(request: Request) -> str:
    """Return the address of the client; the headers of trusted proxies were applied before."""
    return request.client.host if request.client else ""


async def check_client_version(
    settings: SettingsOf,
    mon_compte_version: Annotated[str | None, Header(description="The client's version.")] = None,
) -> None:
    """Refuse a client that is too old; one without a readable version is not a client of ours."""
    if mon_compte_version is None or not _VERSION.fullmatch(mon_compte_version):
        return
    if _numbers(mon_compte_version) < _numbers(settings.min_client_version):
        raise Problem(UPDATE_REQUIRED)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
