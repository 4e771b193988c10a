"""The services of a server, without HTTP."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from server import Settings, prepare
from server.clock import Clock
from server.composition import compose
from server.db import Store
from server.db.sweeper import sweep
from server.feature import Features

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.services import Services


@contextmanager
def composed(settings: Settings) -> Iterator[Services]:
    """Make a database ready, and yield the services of a server over it."""
    prepare(settings)
    services = compose(settings)
    try:
        yield services
    finally:
        services.close()


def sweep_all(services: Services) -> None:
    """Sweep once, as the server does every ten minutes."""
    features = services[Features]
    sweep(services[Store], services[Clock], features.expiries, features.jobs(services))
