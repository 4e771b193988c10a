"""What the person who starts the program may choose, by options or by the environment."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from hosting import variables
from hosting.logs import LEVELS
from launch.errors import CannotStart

# argparse speaks English; these are all the faults that the options below can have.
_FAULTS = {
    "expected one argument": "il manque une valeur",
    "ignored explicit argument": "cette option ne prend pas de valeur",
}


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
    """

    web: bool = False
    host: str = "127.0.0.1"
    port: int = 8550
    api_url: str | None = None
    data_dir: Path
    log_level: str = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAccounts:
    """Print the demonstration accounts, as JSON or for reading."""

    json: bool


def read(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Settings | ListAccounts:
    """Read what is asked of the program.

    Args:
        arguments: what follows the program's name.
        environment: where `MON_COMPTE_API_URL` and `MON_COMPTE_DATA_DIR` are looked up; options prevail.

    Raises:
        CannotStart: an option is unknown or its value makes no sense.
        SystemExit: help was asked for, and has been printed.
    """
    try:
        found = variables.found(environment)
        level = variables.choice(found, "log_level", "warning", LEVELS)
    except variables.Unreadable as error:
        raise CannotStart(str(error)) from None
    if arguments[:1] == ["accounts"]:
        return ListAccounts(json=_parse(_accounts_parser(), arguments[1:]).json)
    chosen = _parse(_parser(), arguments)
    data_dir = chosen.data_dir or Path(environment.get("MON_COMPTE_DATA_DIR") or _default_data_dir())
    return Settings(
        web=chosen.web,
        host=chosen.host,
        port=chosen.port,
        api_url=chosen.api_url or _url_from(environment),
        data_dir=data_dir.expanduser(),
        log_level=chosen.log_level or level,
    )


def _parser() -> argparse.ArgumentParser:
    parser = _new_parser(
        "mon-compte",
        "Ouvre Mon Compte dans une fenêtre. Sans serveur indiqué, le programme en démarre un lui-même, "
        "avec des comptes de démonstration (voir « mon-compte accounts »).",
    )
    option = parser.add_argument
    option("--version", action=_Version, help="afficher la version")
    option("--web", action="store_true", help="servir les navigateurs au lieu d’ouvrir une fenêtre")
    option("--host", metavar="ADRESSE", default="127.0.0.1", help="adresse d’écoute (%(default)s)")
    option("--port", metavar="PORT", type=_port, default=8550, help="port d’écoute (%(default)s)")
    option("--api-url", metavar="URL", type=_url, help="serveur à utiliser (sinon MON_COMPTE_API_URL)")
    option("--data-dir", metavar="DOSSIER", type=Path, help="dossier des données (sinon MON_COMPTE_DATA_DIR)")
    option(
        "--log-level",
        metavar="NIVEAU",
        type=_level,
        help=f"détail du journal : {', '.join(LEVELS)} (sinon MON_COMPTE_LOG_LEVEL, sinon warning)",
    )
    return parser


def _accounts_parser() -> argparse.ArgumentParser:
    parser = _new_parser("mon-compte accounts", "Affiche les comptes de démonstration.")
    parser.add_argument("--json", action="store_true", help="au format JSON")
    return parser


def _new_parser(name: str, description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=name,
        usage="%(prog)s [options]",
        description=description,
        add_help=False,
        allow_abbrev=False,
        exit_on_error=False,
        formatter_class=_Formatter,
    )
    parser.add_argument("-h", "--help", action="help", help="afficher cette aide")
    return parser


class _Version(argparse.Action):
    """Print the version and leave; the client that knows it is imported for nobody else."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:  # noqa: A002 - argparse's name
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from api_client import VERSION

        sys.stdout.write(f"{parser.prog} {VERSION}\n")
        parser.exit()


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage, actions, groups, prefix="Utilisation : "):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202 - argparse does not type what it lets override
        super().add_usage(usage, actions, groups, prefix)


def _parse(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> argparse.Namespace:
    try:
        chosen, unknown = parser.parse_known_args(arguments)
    except argparse.ArgumentError as error:
        fault = next(
            (french for english, french in _FAULTS.items() if error.message.startswith(english)), None
        )
        raise CannotStart(f"Option {error.argument_name} : {fault or error.message}.") from None
    if unknown:
        raise CannotStart(f"Option inconnue : {unknown[0]}. « {parser.prog} --help » donne la liste.")
    return chosen


def _url_from(environment: Mapping[str, str]) -> str | None:
    url = environment.get("MON_COMPTE_API_URL")
    try:
        return _url(url) if url else None
    except argparse.ArgumentTypeError as error:
        raise CannotStart(f"Variable MON_COMPTE_API_URL : {error}.") from None


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65_535:  # noqa: PLR2004 - the highest TCP port
        raise argparse.ArgumentTypeError("un nombre de 0 à 65535 est attendu")
    return int(text)


def _level(text: str) -> str:
    if text.lower() not in LEVELS:
        raise argparse.ArgumentTypeError(f"une de ces valeurs est attendue : {', '.join(LEVELS)}")
    return text.lower()


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
    return text.rstrip("/")


def _default_data_dir() -> Path:
    from platformdirs import user_data_path

    return user_data_path("mon-compte", appauthor=False)
