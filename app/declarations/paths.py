"""The path of the quarterly declaration."""

from typing import Final

from app.core.routes import HOME

DECLARATIONS: Final = f"{HOME}/declaration"
