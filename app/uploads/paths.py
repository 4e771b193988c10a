"""The paths of Documents à fournir, and of one document."""

from typing import Final
from urllib.parse import quote

from app.core.routes import HOME

UPLOADS: Final = f"{HOME}/documents-a-fournir"
UPLOAD: Final = f"{UPLOADS}/:document"


def upload_path(document: str) -> str:
    """Return the path of the screen that sends a kind of document."""
    return f"{UPLOADS}/{quote(document, safe='')}"
