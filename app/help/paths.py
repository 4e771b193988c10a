"""The paths of Aide."""

from typing import Final
from urllib.parse import quote

HELP: Final = "/aide"
ASSISTANT: Final = f"{HELP}/assistant"
ARTICLE: Final = f"{HELP}/:article"


def article_path(article_id: str) -> str:
    """Return the path of an article."""
    return f"{HELP}/{quote(article_id, safe='')}"
