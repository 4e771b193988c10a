"""The paths of Gérer mon compte."""

from typing import Final

from app.core.routes import HOME

SETTINGS: Final = f"{HOME}/gerer"
CONTACT_DETAILS: Final = f"{SETTINGS}/coordonnees"
IDENTITY: Final = f"{SETTINGS}/identite"
PASSWORD_CHANGE: Final = f"{SETTINGS}/mot-de-passe"
SIGN_IN_CODE: Final = f"{SETTINGS}/code-a-la-connexion"
SPOUSE_AUTHORISATION: Final = f"{SETTINGS}/autorisations"
DEVICES: Final = f"{SETTINGS}/appareils"
EXPORTS: Final = f"{SETTINGS}/mes-donnees"
CLOSING: Final = f"{EXPORTS}/fermer"
CONTACT_UNDO: Final = "/annuler-changement"
