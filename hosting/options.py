"""Options of a command, with errors in French: argparse's are in English."""

from __future__ import annotations

import argparse
import difflib
from typing import TYPE_CHECKING, Final

from hosting.variables import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Every other error of an option comes from its type, which says it in French itself.
_FAULTS: Final = {
    "expected one argument": "il manque une valeur",
    "ignored explicit argument": "cette option ne prend pas de valeur",
}
_ALIKE: Final = 0.6
_LAST_PORT: Final = 65_535


def new_parser(name: str, description: str, epilog: str | None = None) -> argparse.ArgumentParser:
    """Return a parser whose help is in French."""
    parser = argparse.ArgumentParser(
        prog=name,
        usage="%(prog)s [options]",
        description=description,
        epilog=epilog,
        add_help=False,
        allow_abbrev=False,
        exit_on_error=False,
        formatter_class=_Formatter,
    )
    parser.add_argument("-h", "--help", action="help", help="afficher cette aide")
    return parser


def parse(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> argparse.Namespace:
    """Read the options.

    Raises:
        Unreadable: an option is unknown, or its value makes no sense; the message does not repeat the value.
        SystemExit: help or the version was asked for, and is printed.
    """
    try:
        chosen, unknown = parser.parse_known_args(arguments)
    except argparse.ArgumentError as error:
        fault = next(
            (french for english, french in _FAULTS.items() if error.message.startswith(english)), None
        )
        raise Unreadable(f"Option {error.argument_name} : {fault or error.message}.") from None
    if unknown:
        name = unknown[0].partition("=")[0]
        every = [option for action in parser._actions for option in action.option_strings]  # noqa: SLF001 - argparse has no public list of options
        near = difflib.get_close_matches(name, every, 1, _ALIKE)
        advice = f"Vouliez-vous dire {near[0]} ?" if near else f"« {parser.prog} --help » donne la liste."
        raise Unreadable(f"Option inconnue : {name}. {advice}")
    return chosen


def port(text: str) -> int:
    """Read a TCP port; 0 stands for any free one.

    Raises:
        argparse.ArgumentTypeError: it is no port.
    """
    if not (text.isascii() and text.isdecimal()) or int(text) > _LAST_PORT:
        raise argparse.ArgumentTypeError(f"un nombre de 0 à {_LAST_PORT} est attendu")
    return int(text)


def one_of(*words: str) -> Callable[[str], str]:
    """Return a reader of one of these words, in any case."""

    def read(text: str) -> str:
        if text.lower() not in words:
            raise argparse.ArgumentTypeError(f"une de ces valeurs est attendue : {', '.join(words)}")
        return text.lower()

    return read


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage, actions, groups, prefix="Utilisation : "):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202 - argparse does not type what it lets override
        super().add_usage(usage, actions, groups, prefix)
