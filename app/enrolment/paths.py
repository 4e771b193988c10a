"""The paths of the enrolment."""

from typing import Final

ENROLMENT: Final = "/creer-mon-compte"
ENROLMENT_RESUMPTION: Final = f"{ENROLMENT}/reprendre"
ENROLMENT_DONE: Final = f"{ENROLMENT}/termine"
_STEPS: Final = {
    "civil_status": f"{ENROLMENT}/etat-civil",
    "identity": f"{ENROLMENT}/identite",
    "contact": f"{ENROLMENT}/coordonnees",
    "code": f"{ENROLMENT}/code",
    "password": f"{ENROLMENT}/mot-de-passe",
    "summary": f"{ENROLMENT}/recapitulatif",
    "done": ENROLMENT_DONE,
}


def enrolment_step_path(step: str) -> str:
    """Return the path of a step, by the API's name for it."""
    return _STEPS[step]
