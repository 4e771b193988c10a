"""The paths of Mes attestations et mes relevés, and of Vérifier un document."""

from typing import Final

from app.core.routes import HOME

DOCUMENTS: Final = f"{HOME}/documents"
VERIFICATION: Final = "/verifier"
"""As papers name it: their QR codes lead there, with `?code=`."""
