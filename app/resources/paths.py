"""The paths of Mes ressources and Mon quotient familial."""

from typing import Final
from urllib.parse import urlencode

from app.core.routes import HOME

RESOURCES: Final = f"{HOME}/ressources"
CORRECTIONS: Final = f"{RESOURCES}/corrections"
CORRECTION: Final = f"{RESOURCES}/:resource_id/correction"
QUOTIENT: Final = f"{HOME}/quotient-familial"

YEAR: Final = "annee"


def resources_path(year: int | None = None) -> str:
    """Return the path of the resources, of a year where one is given."""
    return f"{RESOURCES}?{urlencode({YEAR: year})}" if year is not None else RESOURCES


def correction_path(resource_id: str, year: int) -> str:
    """Return the path of the correction of a resource of that year."""
    return f"{RESOURCES}/{resource_id}/correction?{urlencode({YEAR: year})}"
