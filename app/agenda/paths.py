"""The paths of Mon agenda."""

from typing import Final

from app.core.routes import HOME

AGENDA: Final = f"{HOME}/agenda"
CALENDAR: Final = f"{AGENDA}/calendrier"
SINCE: Final = "depuis"
MONTH: Final = "mois"


def agenda_path(*, since: str | None = None, month: str | None = None) -> str:
    """Return the path of three months in a row from `since` on, or of one month alone (YYYY-MM)."""
    if month is not None:
        return f"{AGENDA}?{MONTH}={month}"
    return f"{AGENDA}?{SINCE}={since}" if since is not None else AGENDA
