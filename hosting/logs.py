"""The log: on stderr, one line a record, without anything that would open an account to its reader."""

from __future__ import annotations

import logging
import re
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import TracebackType

LEVELS: Final = ("debug", "info", "warning", "error")

# The last defence, not the first: none of these should ever be given to a log.
_SECRETS: Final = re.compile(
    r"""
      \b[1-478](?:[\ \u00a0\u202f.-]?[\dAB]){12,14}\b                    # a NIR, with or without its key
    | \bP[\ \u00a0]?\d{4}[\ \u00a0]?\d{4}[\ \u00a0]?[A-Z]\b               # an identifiant provisoire
    | (?<=Bearer[ ])\S+                                               # anything sent as a token
    | (?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{40,}(?![\w-])     # what looks like a token
    | (?<=/agenda/)[^\s/]+(?=\.ics)                                    # the private address of an agenda
    | (?<=session[ ])\w{16,}\b | (?<=session:[ ])\w{16,}\b            # a page of Flet, resumed by its name
    | (?<=not[ ]found:[ ])\w{16,}\b
    | \b\d{6}\b                                                       # a code of verification
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HIDDEN: Final = "[masqué]"

# Ends a line, moves a terminal's cursor, colours, hides or reverses the text after it, or cannot be written.
_UNSPEAKABLE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


def redacted(text: str) -> str:
    """Return the text, without what looks like a NIR, a token or a code."""
    return _SECRETS.sub(_HIDDEN, text)


def on_one_line(text: str) -> str:
    r"""Return the text with control and invisible characters escaped (`\n`, `\x1b`): a terminal shows it harmlessly."""
    return _UNSPEAKABLE.sub(lambda found: found.group().encode("unicode_escape").decode(), text)


class RedactingFormatter(logging.Formatter):
    """A formatter that hides what looks like a secret, and lets nobody write a line of their own into the log.

    A record is one line. A traceback keeps its lines, each indented, so that none of them looks like a record.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line or lines to write."""
        return redacted(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        """Return the record's message on one line."""
        record.message = record.message.rstrip()
        return on_one_line(super().formatMessage(record))

    def formatException(  # noqa: N802 - logging's own name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Return the indented lines of a traceback."""
        return _set_in(super().formatException(ei))

    def formatStack(self, stack_info: str) -> str:  # noqa: N802 - logging's own name
        """Return the indented lines of a stack."""
        return _set_in(super().formatStack(stack_info))


def configure(level: str) -> None:
    """Send logs of this level (`debug`, `info`, `warning`, `error`) and above to stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    # These log the URL of each call, sometimes its headers, and each step of a start.
    for talkative in ("httpx", "httpcore", "alembic"):
        logging.getLogger(talkative).setLevel(logging.WARNING)


def _set_in(lines: str) -> str:
    return "\n".join(f"  | {on_one_line(line)}" for line in lines.split("\n"))
