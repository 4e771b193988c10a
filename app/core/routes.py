"""Paths of the program, and where a person is sent who may not stand where the path leads."""

from enum import Enum, auto
from typing import Final

WELCOME: Final = "/"
SIGN_IN: Final = "/connexion"
CODE: Final = "/connexion/code"
FRANCECONNECT: Final = "/connexion/franceconnect"
FRANCECONNECT_RETURN: Final = "/connexion/franceconnect/retour"
FRANCECONNECT_ABOUT: Final = "/franceconnect"
MIGRATION: Final = "/nouvelle-connexion"
MIGRATION_DONE: Final = "/nouvelle-connexion/termine"
HOME: Final = "/mon-compte"
FILES: Final = "/mon-compte/dossiers"
PAYMENTS: Final = "/mon-compte/paiements"
SETTINGS: Final = "/mon-compte/gerer"
CONTACT_DETAILS: Final = "/mon-compte/gerer/coordonnees"
IDENTITY: Final = "/mon-compte/gerer/identite"
PASSWORD_CHANGE: Final = "/mon-compte/gerer/mot-de-passe"  # noqa: S105 - a path
SIGN_IN_CODE: Final = "/mon-compte/gerer/code-a-la-connexion"
UNLOCKING: Final = "/mon-compte/gerer/deverrouillage"
SPOUSE_AUTHORISATION: Final = "/mon-compte/gerer/autorisations"
FRANCECONNECT_LINK: Final = "/mon-compte/gerer/franceconnect"
DEVICES: Final = "/mon-compte/gerer/appareils"
EXPORTS: Final = "/mon-compte/gerer/mes-donnees"
CLOSING: Final = "/mon-compte/gerer/mes-donnees/fermer"
CONTACT_UNDO: Final = "/annuler-changement"
HELP: Final = "/aide"
ACCESSIBILITY: Final = "/accessibilite"
TERMS: Final = "/conditions"
PERSONAL_DATA: Final = "/donnees-personnelles"
APPEARANCE: Final = "/affichage"
BENEFITS: Final = "/aides"
PASSWORD_RESET: Final = "/mot-de-passe-oublie"  # noqa: S105 - a path
ENROLMENT: Final = "/creer-mon-compte"
ENROLMENT_RESUMPTION: Final = "/creer-mon-compte/reprendre"
ENROLMENT_DONE: Final = "/creer-mon-compte/termine"

_ENROLMENT_STEPS: Final = {
    "civil_status": "/creer-mon-compte/etat-civil",
    "identity": "/creer-mon-compte/identite",
    "contact": "/creer-mon-compte/coordonnees",
    "code": "/creer-mon-compte/code",
    "password": "/creer-mon-compte/mot-de-passe",
    "summary": "/creer-mon-compte/recapitulatif",
    "done": ENROLMENT_DONE,
}

_MIGRATION_STEPS: Final = {
    "terms": "/nouvelle-connexion/conditions",
    "password": "/nouvelle-connexion/mot-de-passe",
    "contact": "/nouvelle-connexion/coordonnees",
    "code": "/nouvelle-connexion/code",
    "authorisations": "/nouvelle-connexion/autorisations",
    "done": MIGRATION_DONE,
}

_SIGN_IN_PATHS: Final = (SIGN_IN, CODE)


class Phase(Enum):
    """How far a person is on the way in."""

    SIGNED_OUT = auto()
    CODE_ASKED = auto()
    MIGRATING = auto()
    """Signed in with an 8-digit password: the change of connection is all that is open."""
    SIGNED_IN = auto()
    ENDED = auto()
    """The session ended by itself: the place stays, the person signs in again."""


def payment(payment_id: str) -> str:
    """Return the path of one payment."""
    return f"{PAYMENTS}/{payment_id}"


def benefit(code: str) -> str:
    """Return the path of one benefit."""
    return f"{BENEFITS}/{code}"


def enrolment_step(step: str) -> str:
    """Return the path of a step of the enrolment, by the API's name for it."""
    return _ENROLMENT_STEPS[step]


def migration_step(step: str) -> str:
    """Return the path of a step of the change of connection, by the API's name for it."""
    return _MIGRATION_STEPS[step]


def is_private(route: str) -> bool:
    """Tell whether a path needs a session."""
    path = path_of(route)
    return path == HOME or path.startswith(HOME + "/")


def is_first_level(route: str) -> bool:
    """Tell whether the screen at a path lies over no other."""
    return not path_of(route).startswith((f"{HOME}/", f"{BENEFITS}/"))


def redirect(route: str, phase: Phase, *, wanted: str | None, left: bool) -> str | None:
    """Say where a person must go instead of `route`, None to stay.

    Args:
        route: path where the person stands.
        phase: how far the person is on the way in.
        wanted: private path asked for before signing in.
        left: whether the person has just signed out.
    """
    path = path_of(route)
    changing = path == MIGRATION or path in _MIGRATION_STEPS.values()
    match phase:
        case Phase.SIGNED_IN:
            # The end of the change of connection is read once signed in.
            over = changing and path != MIGRATION_DONE
            return (wanted or HOME) if over or path in {*_SIGN_IN_PATHS, PASSWORD_RESET} else None
        case Phase.MIGRATING:
            return MIGRATION if path in {*_SIGN_IN_PATHS, FRANCECONNECT} or is_private(path) else None
        case Phase.CODE_ASKED:
            return (
                CODE
                if path in {SIGN_IN, FRANCECONNECT}
                else SIGN_IN
                if is_private(path) or changing
                else None
            )
        case Phase.SIGNED_OUT:
            if is_private(path) or changing:
                return WELCOME if left else SIGN_IN
            if left and path == FRANCECONNECT:
                return WELCOME
            return SIGN_IN if path == CODE else None
        case Phase.ENDED:
            # A change of connection that was under way is told of its end where it stood, as an account is.
            return SIGN_IN if path == CODE else None


def path_of(route: str) -> str:
    """Return a route without its query and its fragment."""
    # Cut by hand: a URL parser takes what follows two slashes for a host, and stumbles over brackets in it.
    return route.partition("#")[0].partition("?")[0].rstrip("/") or WELCOME
