"""The reference server of Mon Compte.

`create_app(Settings(database=...))` is all that a program needs to run it; `prepare` alone tells whether it
could start. Both raise the `StartError`s of `server.errors`. Heavy imports wait until one of them is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.errors import StartError
from server.settings import VERSION, Settings, sqlite_url

if TYPE_CHECKING:
    from fastapi import FastAPI

__all__ = ["VERSION", "Settings", "StartError", "create_app", "prepare", "sqlite_url"]


def prepare(settings: Settings) -> None:
    """Make the database ready: schema, and the demonstration's data where one is asked for.

    Safe to call again, and from several processes at once.

    Raises:
        StartError: the reason why the server cannot start.
    """
    import server.tables  # noqa: F401 - what walks through all tables must know them
    from server.crypto.pepper import make_pepper
    from server.db import Store
    from server.db.schema import make_ready
    from server.demo.store import make_demo_ready, refuse_demo
    from server.identities.renewal import know_people_again

    store = Store(settings.database, settings.database_connections)
    try:
        make_ready(store, (make_pepper, know_people_again))
        if settings.demo:
            make_demo_ready(store, settings)
        else:
            refuse_demo(store)
    finally:
        store.close()


def create_app(settings: Settings) -> FastAPI:
    """Return the application, over a database that it makes ready.

    Raises:
        StartError: the reason why the server cannot start.
    """
    from server.app import assemble

    prepare(settings)
    return assemble(settings)
