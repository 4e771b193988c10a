"""The paths of Mes démarches."""

from typing import Final

REQUESTS: Final = "/mon-compte/demarches"
CHANGES: Final = f"{REQUESTS}/changement"
START: Final = f"{REQUESTS}/commencer/:questionnaire"
REQUEST: Final = f"{REQUESTS}/:request"
FILL: Final = f"{REQUESTS}/:request/remplir"
APPEAL: Final = f"{REQUESTS}/:request/recours"
PAGE: Final = "page"
RECAP: Final = "recapitulatif"
"""The page of a form on which everything stands that was answered."""


def start_path(questionnaire: str) -> str:
    """Return the path of what is said before a form is begun."""
    return f"{REQUESTS}/commencer/{questionnaire}"


def request_path(request_id: str) -> str:
    """Return the path of a request."""
    return f"{REQUESTS}/{request_id}"


def fill_path(request_id: str, page: str | None = None) -> str:
    """Return the path of a page of a form that is being filled in; of where one left off, unless it is named."""
    path = f"{REQUESTS}/{request_id}/remplir"
    return f"{path}?{PAGE}={page}" if page is not None else path


def appeal_path(request_id: str) -> str:
    """Return the path of the appeal against a decision."""
    return f"{REQUESTS}/{request_id}/recours"
