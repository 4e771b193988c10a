"""The paths of the migration, and who may stand there."""

from typing import Final

from app.core.routes import MIGRATION, Door, Phase

_STEPS: Final = {
    "terms": f"{MIGRATION}/conditions",
    "password": f"{MIGRATION}/mot-de-passe",
    "contact": f"{MIGRATION}/coordonnees",
    "code": f"{MIGRATION}/code",
    "authorisations": f"{MIGRATION}/autorisations",
    "done": f"{MIGRATION}/termine",
}
MIGRATION_DONE: Final = _STEPS["done"]
_UNDER_WAY: Final = Door(frozenset({Phase.MIGRATING, Phase.ENDED}))
DOORS: Final = {
    **dict.fromkeys((MIGRATION, *_STEPS.values()), _UNDER_WAY),
    # The end is read once signed in.
    MIGRATION_DONE: Door(_UNDER_WAY.open_to | {Phase.SIGNED_IN}),
}


def migration_step_path(step: str) -> str:
    """Return the path of a step, by the API's name for it."""
    return _STEPS[step]
