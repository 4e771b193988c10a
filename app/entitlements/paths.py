"""The path of Mes droits."""

from typing import Final

from app.core.routes import HOME

ENTITLEMENTS: Final = f"{HOME}/droits"
