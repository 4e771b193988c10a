"""La Caf m'informe: what the fund knows of the household."""

import flet as ft

from app.core.routes import HOME
from app.core.scope import PersonScope
from app.profile.paths import PROFILE
from app.profile.profile import HouseholdProfile
from views.profile.profile import profile
from views.profile.text import ProfileText
from views.shell.feature import Feature, Route
from views.shell.guards import private


def _profile(person: PersonScope) -> ft.Control:
    file = person.file
    return profile(person.account, file.state(HouseholdProfile.of) if file is not None else None)


FEATURE = Feature(
    routes=(
        Route(PROFILE, private(_profile), over=HOME, crumb=ProfileText.HEADING, name=ProfileText.HEADING),
    ),
)
