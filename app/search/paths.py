"""The path of Rechercher."""

from typing import Final

SEARCH: Final = "/rechercher"

QUERY: Final = "q"
"""What is looked for, where a page without script leads here."""
