"""The embedded default: the reference server, started inside the program and stopped with it."""

from __future__ import annotations

import logging
import socket
from contextlib import contextmanager
from http.client import HTTPConnection
from threading import Thread
from typing import TYPE_CHECKING

from launch.errors import CannotStart

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import uvicorn
    from fastapi import FastAPI

logger = logging.getLogger(__name__)

_NOT_INSTALLED = (
    "Le serveur de démonstration n’est pas installé sur cet appareil.\n"
    "Indiquez le serveur à utiliser avec --api-url, ou avec la variable MON_COMPTE_API_URL ; "
    "ou installez-le avec : pip install 'mon-compte[server]'"
)

# Seconds. Both are far beyond what a slow machine needs; they are there so that nothing can hang for ever.
_START_WITHIN = 60
_STOP_WITHIN = 10


@contextmanager
def serving(data_dir: Path, origin: str | None = None) -> Iterator[str]:
    """Run the server, with its demonstration accounts, and yield its URL once it answers.

    Args:
        data_dir: the folder of its SQLite file, made if need be.
        origin: where this program serves browsers, if it does: the QR codes of papers lead there, and so do private
            addresses of agendas, unless the environment names another.

    Raises:
        CannotStart: the server is not installed here, or its data cannot be used; they are left untouched.
    """
    app = _application(data_dir, origin)
    import uvicorn

    from hosting.http import Config, Limits

    # Port 0 and the socket handed over as it is: nobody can take the port between its choice and its use.
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        server = uvicorn.Server(
            Config(app, Limits(grace_seconds=_STOP_WITHIN, connections_per_address=1000), ws="none")
        )
        thread = Thread(target=_serve, args=(server, listener), name="embedded-server", daemon=True)
        thread.start()
        try:
            _wait_for_answer(port)
            logger.info("the embedded server answers on port %d", port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(_STOP_WITHIN)


def _application(data_dir: Path, origin: str | None) -> FastAPI:
    try:
        from hosting.names import LOOPBACK
        from server import Settings, StartError, create_app, sqlite_url
    except ModuleNotFoundError as error:
        raise CannotStart(_NOT_INSTALLED) from error
    try:
        settings = Settings.from_environment()
    except ValueError as error:
        raise CannotStart(str(error)) from error
    web_origins = settings.web_origins or ((origin,) if origin else ())
    calendar_origin = settings.calendar_origin or next(iter(web_origins), None)
    try:
        # Only this program asks it: neither the names nor the proxies of another server are its own.
        own = settings.but(
            database=sqlite_url(data_dir / "server.sqlite3"),
            demo=True,
            hosts=LOOPBACK,
            trusted_proxies=("127.0.0.1", "::1"),
            web_origins=web_origins,
            calendar_origin=calendar_origin,
            # Without browsers nobody else reaches it, and its port is another one at the next start.
            calendars=calendar_origin is not None,
        )
        return create_app(own)
    except StartError as error:
        raise CannotStart(str(error)) from error
    except UnicodeError as error:
        raise CannotStart(
            f"Le nom du dossier de données ne peut pas être lu dans la langue du système : {data_dir}\n"
            "Choisissez un autre dossier avec --data-dir, ou une langue en UTF-8 (LC_ALL=C.UTF-8)."
        ) from error
    except ModuleNotFoundError as error:
        raise CannotStart(_NOT_INSTALLED) from error


def _serve(server: uvicorn.Server, listener: socket.socket) -> None:
    try:
        server.run(sockets=[listener])
    finally:
        # Whoever waits for an answer is cut off at once where the server fell before it began.
        listener.close()


def _wait_for_answer(port: int) -> None:
    # The socket listens already: the question waits in its queue until the server takes it up.
    connection = HTTPConnection("127.0.0.1", port, timeout=_START_WITHIN)
    try:
        connection.request("GET", "/health")
        answered = connection.getresponse().status
    except OSError as error:
        raise CannotStart(
            "Le serveur de démonstration n’a pas démarré. Relancez avec --log-level debug."
        ) from error
    finally:
        connection.close()
    if answered != 200:  # noqa: PLR2004 - OK
        raise CannotStart(f"Le serveur de démonstration répond {answered}. Relancez avec --log-level debug.")
