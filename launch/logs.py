"""The log of the program: that of every host, without what Flet and the sockets would tell of a page."""

import logging

from hosting import logs


def configure(level: str, format: str = "text") -> None:  # noqa: A002 - the setting's name
    """Send the logs of that level (`debug`, `info`, `warning`, `error`) and above to stderr, as `text` or `json`."""
    logs.configure(level, format)
    # These of Flet 1.0.5, at debug, print every message to and from the page: what is typed, password and code
    # included. One would expect the kind of message alone.
    for telltale in ("flet", "flet_components", "flet_controls", "flet_object_patch", "flet_transport"):
        logging.getLogger(telltale).setLevel(max(logging.INFO, logging.getLevelName(level.upper())))
    # This one, at debug, prints each frame of a socket and the head that began it, cookies included. One would expect
    # the life of the process alone.
    logging.getLogger("uvicorn.error").setLevel(max(logging.INFO, logging.getLevelName(level.upper())))
