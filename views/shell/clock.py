"""The clock that a person reads times on."""

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import flet as ft

_ZONE = "time-zone"


def set_zone(page: ft.Page, name: str | None) -> None:
    """Tell times in this zone to the person at `page`: that of a browser, by its IANA name, as the browser says it.

    A name that nobody knows leaves the clock of this machine, which is the person's own but for a host of browsers.
    """
    page.session.store.set(_ZONE, _zone(name) if name else None)


def local(at: datetime) -> datetime:
    """Return an instant on the clock of the person that it is drawn for."""
    try:
        page = ft.context.page
    except RuntimeError:  # drawn for nobody
        return at.astimezone()
    zone: tzinfo | None = page.session.store.get(_ZONE)
    return at.astimezone(zone)


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
