"""The path of Mes dossiers; that of Mon Compte is one that people are sent to."""

from typing import Final

from app.core.routes import HOME

FILES: Final = f"{HOME}/dossiers"
