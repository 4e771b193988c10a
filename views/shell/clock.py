"""The clock that a person reads times on."""

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import flet as ft

_ZONE = "time-zone"
_FUND = "Europe/Paris"


def set_zone(page: ft.Page, name: str | None) -> None:
    """Tell times in this zone to the person at `page`: that of a browser, by its IANA name, as the browser says it.

    Where it says none, as without script, or one that nobody knows, they are told as in Paris: the clock of a host is
    nobody's.
    """
    page.session.store.set(_ZONE, _zone(name or _FUND) or _zone(_FUND))


def fund_zone() -> tzinfo | None:
    """Return the zone of the fund's clock, by which one meets; that of the device where it knows no zones."""
    return _zone(_FUND)


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
