"""mon-compte-server: the reference server on its own."""

from __future__ import annotations

import argparse
import logging
import os
import socket
import sys
from typing import TYPE_CHECKING

from hosting import logs
from server import prepare
from server.errors import PortTaken, StartError
from server.settings import KEEP_IDLE_S, VERSION, Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

_LAST_PORT = 65535


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the server until it is stopped; exit status 1 and a message on stderr where it cannot start."""
    # French messages must not fail where the locale knows no accents.
    sys.stderr.reconfigure(errors="backslashreplace")  # type: ignore[union-attr] # a text stream, here
    options = _parser().parse_args(arguments)
    _into_environment(options)
    try:
        settings = Settings.from_environment()
        listening = _listen(options.host, options.port)
        with listening:
            prepare(settings)
            # Said once: a worker that starts later must not set the clock back.
            os.environ.pop("MON_COMPTE_DEMO_NOW", None)
            logs.configure(settings.log_level)
            _serve(listening, options.workers)
    except StartError as error:
        sys.exit(f"mon-compte-server : {error}")
    except ModuleNotFoundError as error:
        sys.exit(
            f"mon-compte-server : il manque {error.name}. Installez le serveur avec : pip install 'mon-compte[server]'"
        )
    except ValueError as error:
        sys.exit(f"mon-compte-server : réglage illisible ({error})")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mon-compte-server", description="Le serveur de référence de Mon Compte.", allow_abbrev=False
    )
    parser.add_argument(
        "--version", action="version", version=f"%(prog)s {VERSION}", help="afficher la version"
    )
    parser.add_argument("--host", default="127.0.0.1", help="adresse d’écoute (%(default)s)")
    parser.add_argument("--port", type=_port, default=8600, help="port d’écoute (%(default)s)")
    parser.add_argument("--database", metavar="URL", help="sqlite:///… ou postgresql://… (SQLite par défaut)")
    parser.add_argument(
        "--redis", metavar="URL", help="Redis qui garde les limites de débit (sinon en mémoire)"
    )
    parser.add_argument("--workers", type=_count, default=1, help="nombre de processus (%(default)s)")
    parser.add_argument(
        "--demo", action="store_true", help="comptes de démonstration et pages /demo ; rien n’est envoyé"
    )
    parser.add_argument(
        "--log-level",
        choices=logs.LEVELS,
        help=f"détail du journal : {', '.join(logs.LEVELS)} (sinon MON_COMPTE_LOG_LEVEL, sinon info)",
    )
    return parser


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= _LAST_PORT:
        raise ValueError(text)
    return port


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise ValueError(text)
    return count


def _into_environment(options: argparse.Namespace) -> None:
    """Workers are other processes: they read their settings from the environment."""
    for name in ("database", "redis", "log_level"):
        if value := getattr(options, name):
            os.environ[f"MON_COMPTE_{name.upper()}"] = value
    if options.demo:
        os.environ["MON_COMPTE_DEMO"] = "1"


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError:
        listening.close()
        raise PortTaken(f"{host}:{port}") from None
    listening.set_inheritable(True)
    return listening


def _serve(listening: socket.socket, workers: int) -> None:
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    config = uvicorn.Config(
        "server.app:from_environment",
        factory=True,
        workers=workers,
        log_config=None,
        # The application logs its own requests, without query strings, and reads X-Forwarded-For itself.
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=KEEP_IDLE_S,
    )
    host, port = listening.getsockname()[:2]
    logging.getLogger(__name__).info("http://%s:%d", host, port)
    if workers > 1:
        Multiprocess(config, sockets=[listening]).run()
    else:
        uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
