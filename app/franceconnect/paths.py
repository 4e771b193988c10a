"""The paths of FranceConnect, and who may stand there."""

from typing import Final

from app.core.routes import HOME, Door, Phase

FRANCECONNECT: Final = "/connexion/franceconnect"
FRANCECONNECT_RETURN: Final = "/connexion/franceconnect/retour"
FRANCECONNECT_ABOUT: Final = "/franceconnect"
FRANCECONNECT_LINK: Final = f"{HOME}/gerer/franceconnect"
DOORS: Final = {
    FRANCECONNECT: Door(frozenset({Phase.SIGNED_OUT, Phase.SIGNED_IN, Phase.ENDED}), left_by_sign_out=True)
}
