"""The path of La Caf m'informe."""

from typing import Final

from app.core.routes import HOME

PROFILE: Final = f"{HOME}/profil"
"""La Caf m'informe."""
