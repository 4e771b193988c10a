"""The path of Mes notifications."""

from typing import Final

from app.core.routes import HOME

NOTIFICATIONS: Final = f"{HOME}/gerer/notifications"
