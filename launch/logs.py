"""The log: on stderr, without anything that would let its reader into an account."""

import logging
import re
import sys

# The last net, not the first: nothing here should ever have been given to a log.
_SECRETS = re.compile(
    r"""
      \b[1-478](?:[\ \u00a0\u202f.-]?[\dAB]){12,14}\b                    # a NIR, with or without its key
    | \bP[\ \u00a0]?\d{4}[\ \u00a0]?\d{4}[\ \u00a0]?[A-Z]\b               # an identifiant provisoire
    | (?<=Bearer[ ])\S+                                               # whatever was sent as a token
    | (?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{40,}(?![\w-])     # what has the look of a token
    | \b\d{6}\b                                                       # a code of verification
    """,
    re.VERBOSE | re.IGNORECASE,
)

_HIDDEN = "[masqué]"


class RedactingFormatter(logging.Formatter):
    """Formats a record, its traceback included, and hides what looks like a NIR, a token or a code."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line or lines to write."""
        return _SECRETS.sub(_HIDDEN, super().format(record))


def configure(level: str) -> None:
    """Send the logs of that level (`debug`, `info`, `warning`, `error`) and above to stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    # These say the URL of each call, and at their most talkative its headers.
    for talkative in ("httpx", "httpcore"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
    # These, at debug, print every message to and from the page: what is typed, password and code included.
    for telltale in ("flet", "flet_components", "flet_controls", "flet_object_patch", "flet_transport"):
        logging.getLogger(telltale).setLevel(max(logging.INFO, logging.getLevelName(level.upper())))
