"""mon-compte-server: the reference server, run on its own."""

from __future__ import annotations

import argparse
import errno
import logging
import os
import socket
import sys
import time
from contextlib import nullcontext
from typing import TYPE_CHECKING

from hosting import logs
from hosting.metrics import served
from hosting.names import accepted_names
from hosting.options import new_parser, one_of, parse, port
from hosting.private import keep_private
from hosting.variables import Unreadable, prevail
from server import prepare
from server.errors import PortTaken, StartError
from server.settings import VERSION, Settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

_log = logging.getLogger("server")

_ADMIN = "admin"
_IMPORT = "import"
_UPKEEP = {"migrate": "migrate", "backup": "back_up_into", "restore": "restore_from"}
_MOST_WORKERS = 256
_UNREADABLE = 2
_BACKLOG = 128
_LOADED_WITHIN_S = 30
_ORPHANS_LEAVE_S = 5
_LOOK_AGAIN_S = 0.1


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the server until it is stopped, or the command that is named: `admin`, `import` or one of upkeep.

    If it cannot start, a message on stderr says why. The exit status is 2 where an option or a variable cannot be read,
    1 for any other reason.
    """
    # French messages must not fail in a locale without accents.
    sys.stderr.reconfigure(errors="backslashreplace")  # type: ignore[union-attr] # a text stream
    given = list(sys.argv[1:] if arguments is None else arguments)
    keep_private()
    try:
        if given[:1] == [_ADMIN]:
            from server.admin import administer

            administer(given[1:])
        elif given[:1] == [_IMPORT]:
            from server.importing import import_records

            import_records(given[1:])
        elif given[:1] and given[0] in _UPKEEP:
            from server import commands

            getattr(commands, _UPKEEP[given[0]])(given[1:])
        else:
            _run(parse(_parser(), given))
    except StartError as error:
        sys.exit(f"mon-compte-server : {error}")
    except ModuleNotFoundError as error:
        sys.exit(
            f"mon-compte-server : il manque {error.name}. Installez le serveur avec : pip install 'mon-compte[server]'"
        )
    except Unreadable as error:
        sys.stderr.write(f"mon-compte-server : {error}\n")
        sys.exit(_UNREADABLE)


def _run(options: argparse.Namespace) -> None:
    _into_environment(options)
    settings = Settings.from_environment()
    logs.configure(settings.log_level, settings.log_format)
    hosts = accepted_names(settings.hosts, options.host)
    os.environ["MON_COMPTE_HOSTS"] = ",".join(hosts)  # a worker does not know the address that is listened on
    listening = _listen(options.host, options.port, patient=options.workers > 1)
    with listening:
        prepare(settings)
        if settings.redis:
            from server.limits.ledger import ledger

            ledger(settings.redis, time.time)
        for warning in settings.warnings(workers=options.workers, listening=options.host):
            _log.warning(warning)
        # Only once: a worker that starts later must not set the clock back.
        os.environ.pop("MON_COMPTE_DEMO_NOW", None)
        with _measured(settings):
            _serve(listening, options.workers, settings.but(hosts=hosts))


def _measured(settings: Settings) -> AbstractContextManager[None]:
    """Answer Prometheus until the end of the block, where that is asked for."""
    if settings.metrics is None:
        return nullcontext()
    # What it imports is missing where the server is not installed, which is said in a sentence.
    from server.measures import DatabaseNumbers

    return served(settings.metrics, DatabaseNumbers(settings))


def _parser() -> argparse.ArgumentParser:
    parser = new_parser(
        "mon-compte-server",
        "Le serveur de référence de Mon Compte. docs/operating.md en donne les réglages.",
        "mon-compte-server admin --help : ce que les agents de la Caf font à la main. "
        "mon-compte-server import --help : recevoir les données d’une Caf. "
        "mon-compte-server migrate, backup, restore --help : entretenir la base.",
    )
    option = parser.add_argument
    option("--version", action="version", version=f"%(prog)s {VERSION}", help="afficher la version")
    option("--host", metavar="ADRESSE", default="127.0.0.1", help="adresse d’écoute (%(default)s)")
    option("--port", metavar="PORT", type=port, default=8600, help="port d’écoute (%(default)s)")
    option(
        "--database",
        metavar="URL",
        help="sqlite:///… ou postgresql://… (SQLite par défaut) ; "
        "avec un mot de passe, préférez la variable MON_COMPTE_DATABASE, que ps ne montre pas",
    )
    option("--redis", metavar="URL", help="Redis qui garde les limites de débit (sinon en mémoire)")
    option("--workers", metavar="NOMBRE", type=_count, default=1, help="nombre de processus (%(default)s)")
    option("--demo", action="store_true", help="comptes de démonstration et pages /demo ; rien n’est envoyé")
    option(
        "--log-level",
        metavar="NIVEAU",
        type=one_of(*logs.LEVELS),
        help=f"détail du journal : {', '.join(logs.LEVELS)} (sinon MON_COMPTE_LOG_LEVEL, sinon info)",
    )
    return parser


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) <= _MOST_WORKERS):
        raise argparse.ArgumentTypeError(f"un nombre de 1 à {_MOST_WORKERS} est attendu")
    return int(text)


def _into_environment(options: argparse.Namespace) -> None:
    """Put the settings in the environment: workers are other processes, and read them there."""
    for name in ("database", "redis", "log_level"):
        if value := getattr(options, name):
            prevail(os.environ, name, value)
    if options.demo:
        os.environ["MON_COMPTE_DEMO"] = "1"


def _listen(host: str, port: int, *, patient: bool) -> socket.socket:
    """Listen on an address; where `patient`, wait for workers of a former parent, which end by themselves."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    give_up = time.monotonic() + (_ORPHANS_LEAVE_S if patient else 0)
    while True:
        listening = socket.socket(family)
        if sys.platform != "win32":  # on Windows the option would let two programs listen on one port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
            listening.listen(_BACKLOG)
        except OSError as error:
            listening.close()
            if error.errno != errno.EADDRINUSE or time.monotonic() > give_up:
                raise PortTaken(f"{host}:{port}") from None
            time.sleep(_LOOK_AGAIN_S)
        else:
            listening.set_inheritable(True)
            return listening


def _serve(listening: socket.socket, workers: int, settings: Settings) -> None:
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    from hosting.http import Config

    config = Config(
        "server.app:from_environment",
        settings.limits,
        factory=True,
        workers=workers,
        # On a busy machine a worker takes longer to load than uvicorn's 5 seconds: killed and started again each time,
        # no worker would ever serve.
        timeout_worker_healthcheck=_LOADED_WITHIN_S,
        ws="none",
        # The application logs its own requests, without query strings, and reads X-Forwarded-For itself.
        proxy_headers=False,
    )
    host, port = listening.getsockname()[:2]
    _log.info("http://%s:%d", host, port)
    if workers > 1:
        Multiprocess(config, sockets=[listening]).run()
    else:
        uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
