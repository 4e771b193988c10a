"""The path of Déverrouillage par empreinte ou visage."""

from typing import Final

from app.core.routes import HOME

UNLOCKING: Final = f"{HOME}/gerer/deverrouillage"
