"""The path of À propos."""

from typing import Final

ABOUT: Final = "/a-propos"
