"""What the person who starts the program may choose, by options or by the environment."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from hosting import variables
from hosting.logs import LEVELS
from hosting.options import new_parser, one_of, parse, port
from launch.errors import CannotStart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from launch.variables import Program


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the program is put before people.

    Attributes:
        web: serve browsers instead of opening a window.
        host: address to listen on for browsers.
        port: TCP port for browsers; 0 for any that is free.
        api_url: the server to speak to; None starts the reference server inside the program.
        data_dir: the folder of the embedded server's database.
        log_level: `debug`, `info`, `warning` or `error`.
        operator: what the operator set, for the host of browsers.
    """

    web: bool = False
    host: str = "127.0.0.1"
    port: int = 8550
    api_url: str | None = None
    data_dir: Path
    log_level: str = "warning"
    operator: Program


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAccounts:
    """Print the demonstration accounts, as JSON or for reading."""

    json: bool


def read(arguments: Sequence[str]) -> Settings | ListAccounts:
    """Read what is asked of the program; options prevail over what the operator set.

    Args:
        arguments: what follows the program's name.

    Raises:
        CannotStart: an option or a setting is unknown, or its value makes no sense.
        SystemExit: help was asked for, and has been printed.
    """
    try:
        if arguments[:1] == ["accounts"]:
            return ListAccounts(json=parse(_accounts_parser(), arguments[1:]).json)
        chosen = parse(_parser(), arguments)
        from launch.variables import Program

        operator = Program.read()
    except variables.Unreadable as error:
        raise CannotStart(str(error)) from None
    url = chosen.api_url or operator.api_url
    return Settings(
        web=chosen.web,
        host=chosen.host,
        port=chosen.port,
        api_url=url.rstrip("/") if url else None,
        data_dir=(chosen.data_dir or operator.data_dir).expanduser(),
        log_level=chosen.log_level or operator.log_level,
        operator=operator,
    )


def _parser() -> argparse.ArgumentParser:
    parser = new_parser(
        "mon-compte",
        "Ouvre Mon Compte dans une fenêtre. Sans serveur indiqué, le programme en démarre un lui-même, "
        "avec des comptes de démonstration (voir « mon-compte accounts »).",
    )
    option = parser.add_argument
    option("--version", action=_Version, help="afficher la version")
    option("--web", action="store_true", help="servir les navigateurs au lieu d’ouvrir une fenêtre")
    option("--host", metavar="ADRESSE", default="127.0.0.1", help="adresse d’écoute (%(default)s)")
    option("--port", metavar="PORT", type=port, default=8550, help="port d’écoute (%(default)s)")
    option("--api-url", metavar="URL", type=_url, help="serveur à utiliser (sinon MON_COMPTE_API_URL)")
    option("--data-dir", metavar="DOSSIER", type=Path, help="dossier des données (sinon MON_COMPTE_DATA_DIR)")
    option(
        "--log-level",
        metavar="NIVEAU",
        type=one_of(*LEVELS),
        help=f"détail du journal : {', '.join(LEVELS)} (sinon MON_COMPTE_LOG_LEVEL, sinon warning)",
    )
    return parser


def _accounts_parser() -> argparse.ArgumentParser:
    parser = new_parser("mon-compte accounts", "Affiche les comptes de démonstration.")
    parser.add_argument("--json", action="store_true", help="au format JSON")
    return parser


class _Version(argparse.Action):
    """Print the version and leave; the client that knows it is imported for nobody else."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:  # noqa: A002 - argparse's name
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from api_client import VERSION

        sys.stdout.write(f"{parser.prog} {VERSION}\n")
        parser.exit()


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
        valid = (
            parts.scheme in {"http", "https"} and parts.hostname and (parts.port is None or parts.port > 0)
        )
    except ValueError:
        valid = False
    if not valid:
        raise argparse.ArgumentTypeError("une adresse comme https://exemple.fr est attendue")
    return text
