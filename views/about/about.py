"""À propos: versions, and the licences of all that is bundled."""

import flet as ft

from app.about.about import About
from views.about.text import AboutText
from views.design.card import card, column
from views.design.details import details, noted
from views.design.skeleton import skeleton
from views.design.text import body, heading, section, soft
from views.shell.layout import Layout, screen
from views.shell.resource_view import resource_view
from views.shell.text import ShellText

_SERVER_SKELETON = (24,)
_PACKAGES_SKELETON = (48, 48, 48, 48)


def about(state: About) -> ft.Control:
    """Return the page."""
    return screen(
        AboutText.HEADING,
        column(heading(AboutText.HEADING), soft(AboutText.LEAD)),
        card(
            section(AboutText.VERSIONS),
            body(AboutText.program(state.version)),
            resource_view(state.server, lambda version: body(AboutText.server(version)), _SERVER_SKELETON),
        ),
        card(
            section(AboutText.BUNDLED),
            soft(AboutText.BUNDLED_MORE),
            details(*(noted(name, licence) for name, licence in AboutText.PARTS)),
        ),
        _packages(state),
        layout=Layout.TEXT,
    )


@ft.component
def _packages(state: About) -> ft.Control:
    ft.use_effect(state.look_up, [])
    if state.packages is None:
        return skeleton(ShellText.LOADING, *_PACKAGES_SKELETON)
    lines = [noted(package.name, package.licence or AboutText.UNNAMED) for package in state.packages]
    return card(section(AboutText.PACKAGES), details(*lines) if lines else body(AboutText.NO_PACKAGES))
