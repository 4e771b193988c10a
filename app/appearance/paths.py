"""The path of Affichage."""

from typing import Final

APPEARANCE: Final = "/affichage"
