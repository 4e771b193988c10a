"""The log: on stderr, one line a record, without anything that would open an account to its reader."""

from __future__ import annotations

import logging
import os
import re
import sys
import threading
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from types import TracebackType

LEVELS: Final = ("debug", "info", "warning", "error")
FORMATS: Final = ("text", "json")

REQUEST_ID: Final[ContextVar[str | None]] = ContextVar("request_id", default=None)
"""The id of the request, or of the act in a page, that is being answered; it stands in each line written for it."""

# What a line may have beside its message, for who searches.
_FIELDS: Final = ("method", "path", "status", "duration_ms")

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
        line = on_one_line(super().formatMessage(record))
        request_id = REQUEST_ID.get()
        return f"{line} [{request_id}]" if request_id and request_id not in line else line

    def formatException(  # noqa: N802 - logging's own name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Return the indented lines of a traceback."""
        return _set_in(super().formatException(ei))

    def formatStack(self, stack_info: str) -> str:  # noqa: N802 - logging's own name
        """Return the indented lines of a stack."""
        return _set_in(super().formatStack(stack_info))


def configure(level: str, format: str = "text") -> None:  # noqa: A002 - the setting's name
    """Send logs of this level (`debug`, `info`, `warning`, `error`) and above to stderr.

    Whatever else would write there goes the same way: warnings, and exceptions that nobody caught.

    Args:
        level: the lowest that is written.
        format: `text` for people, or `json`, one object a line.
    """
    handler = _Stderr(sys.stderr)
    handler.setFormatter(
        _json() if format == "json" else RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    )
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    sys.excepthook = _uncaught
    threading.excepthook = lambda failed: _uncaught(
        failed.exc_type, failed.exc_value or failed.exc_type(), failed.exc_traceback
    )
    # These log the URL of each call, sometimes its headers, and each step of a start.
    for talkative in ("httpx", "httpcore", "alembic"):
        logging.getLogger(talkative).setLevel(logging.WARNING)


def _set_in(lines: str) -> str:
    return "\n".join(f"  | {on_one_line(line)}" for line in lines.split("\n"))


class _Stderr(logging.StreamHandler[Any]):
    """Standard error. What cannot be written is not shown with its arguments, as logging would."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        self.stream.write(
            f"a line of {record.name} could not be written ({record.filename}:{record.lineno})\n"
        )


def _uncaught(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("uncaught").critical(
        "an exception was caught by nobody", exc_info=(kind, error, traceback)
    )


def _json() -> logging.Formatter:
    """Return the formatter of one JSON object a line; its keys are fixed, and each text in it is redacted."""
    import structlog

    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(_FIELDS),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            _with_context,
            # Anything but ASCII is escaped: no character hides or turns round what follows.
            structlog.processors.JSONRenderer(ensure_ascii=True),
        ],
    )


def _with_context(_logger: object, _method: str, event: MutableMapping[str, Any]) -> dict[str, Any]:
    shown = {name: redacted(value) if isinstance(value, str) else value for name, value in event.items()}
    if (request_id := REQUEST_ID.get()) is not None:
        shown["request_id"] = request_id
    return shown | {"process": os.getpid()}
