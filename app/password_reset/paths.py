"""The path of Mot de passe oublié, and who may stand there."""

from typing import Final

from app.core.routes import Door, Phase

PASSWORD_RESET: Final = "/mot-de-passe-oublie"  # noqa: S105 - a path
DOORS: Final = {PASSWORD_RESET: Door(frozenset(Phase) - {Phase.SIGNED_IN})}
