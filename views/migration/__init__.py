"""Votre connexion change."""

import flet as ft

from app.core.routes import MIGRATION
from app.core.scope import PageScope
from app.migration.paths import DOORS
from views.migration.wizard import MIGRATION_WIZARD, door
from views.shell.feature import Feature, Route


def _door(page: PageScope) -> ft.Control:
    ft.use_state(page.session)  # who comes or goes has another migration, or none
    return door(page)


FEATURE = Feature(routes=(Route(MIGRATION, _door), *MIGRATION_WIZARD.routes()), doors=DOORS)
