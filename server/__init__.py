"""The reference server of Mon Compte.

A program runs it by `create_app(Settings(database=...))`; `prepare` alone checks whether it can start. Both raise the
`StartError`s of `server.errors`. Heavy modules are imported when one of them is called.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from server.errors import StartError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from server.settings import VERSION, Settings, sqlite_url

__all__ = ["VERSION", "Settings", "StartError", "create_app", "prepare", "sqlite_url"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(name)
    from server import settings

    return getattr(settings, name)


def prepare(settings: Settings, *, starts: bool = True) -> None:
    """Make the database ready: its schema, and the data of a demonstration if there is one.

    It is safe to call again, and from several processes at once.

    Args:
        settings: which database, and whether it is a demonstration's.
        starts: whether a server starts on it; who only acts on a demonstration leaves its clock alone.

    Raises:
        StartError: the reason why the server cannot start.
    """
    from server.crypto.pepper import make_pepper
    from server.db import Store
    from server.db.schema import make_ready
    from server.demo.store import is_demo, make_demo_ready, refuse_demo
    from server.features import load_tables

    load_tables()
    from server.identities.renewal import renew_outdated_traces

    store = Store(settings.database, settings.database_connections)
    try:
        keys = settings.pepper_keys
        make_ready(
            store,
            (
                partial(make_pepper, keys=keys, location=store.location),
                partial(renew_outdated_traces, keys=keys),
            ),
            migrates=settings.migrate,
        )
        if not settings.demo:
            refuse_demo(store)
        elif starts or not is_demo(store):
            make_demo_ready(store, settings)
    finally:
        store.close()


def create_app(settings: Settings) -> FastAPI:
    """Make the database ready, and return the application.

    Raises:
        StartError: the reason why the server cannot start.
    """
    from server.app import assemble

    prepare(settings)
    return assemble(settings)
