"""The log of the program: that of every host, without what Flet would tell of a page."""

import logging

from hosting import logs


def configure(level: str) -> None:
    """Send the logs of that level (`debug`, `info`, `warning`, `error`) and above to stderr."""
    logs.configure(level)
    # These, at debug, print every message to and from the page: what is typed, password and code included.
    for telltale in ("flet", "flet_components", "flet_controls", "flet_object_patch", "flet_transport"):
        logging.getLogger(telltale).setLevel(max(logging.INFO, logging.getLevelName(level.upper())))
    # This, at info, names the pages that come and go, by the name with which a dropped one is taken up again.
    logging.getLogger("flet_web").setLevel(max(logging.WARNING, logging.getLevelName(level.upper())))
