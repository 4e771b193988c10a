"""The paths of Contacter ma Caf."""

from typing import Final
from urllib.parse import urlencode

from app.core.routes import HOME

CONTACT: Final = f"{HOME}/contacter"
SUBJECT: Final = f"{CONTACT}/sujet/:subject"
BOOKING: Final = f"{CONTACT}/rendez-vous"
APPOINTMENT: Final = f"{BOOKING}/:appointment"
MOVING: Final = f"{BOOKING}/:appointment/deplacer"
OFFICES: Final = "/contacter"
"""For whoever has no account."""

ABOUT: Final = "sujet"
WAY: Final = "comment"
OFFICE: Final = "caf"


def subject_path(subject: str, office: str | None = None) -> str:
    """Return the path of a subject; of another fund than one's own where it is named."""
    return _with(f"{CONTACT}/sujet/{subject}", caf=office)


def contact_path(office: str | None = None) -> str:
    """Return the path of Contacter ma Caf; of another fund than one's own where it is named."""
    return _with(CONTACT, caf=office)


def office_path(office: str) -> str:
    """Return the path of a fund, for anybody."""
    return _with(OFFICES, caf=office)


def booking_path(subject: str, way: str | None = None, office: str | None = None) -> str:
    """Return the path at which an appointment is taken."""
    return _with(BOOKING, sujet=subject, comment=way, caf=office)


def appointment_path(appointment_id: str) -> str:
    """Return the path of an appointment."""
    return f"{BOOKING}/{appointment_id}"


def moving_path(appointment_id: str, way: str | None = None) -> str:
    """Return the path at which an appointment is moved."""
    return _with(f"{BOOKING}/{appointment_id}/deplacer", comment=way)


def _with(path: str, **said: str | None) -> str:
    query = {name: value for name, value in said.items() if value is not None}
    return f"{path}?{urlencode(query)}" if query else path
