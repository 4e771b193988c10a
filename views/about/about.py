"""À propos: versions, and the licences of all that is bundled."""

import flet as ft

from app.about.about import About
from views.about.text import AboutText
from views.design.card import card, column
from views.design.skeleton import skeleton
from views.design.text import body, heading, hint, section, soft
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
            *(_line(name, licence) for name, licence in AboutText.PARTS),
        ),
        _packages(state),
        layout=Layout.TEXT,
    )


@ft.component
def _packages(state: About) -> ft.Control:
    ft.use_effect(state.look_up, [])
    if state.packages is None:
        return skeleton(ShellText.LOADING, *_PACKAGES_SKELETON)
    lines = [_line(package.name, package.licence or AboutText.UNNAMED) for package in state.packages]
    return card(section(AboutText.PACKAGES), *(lines or [body(AboutText.NO_PACKAGES)]))


def _line(name: str, licence: str) -> ft.Control:
    """Return something under its licence, said together."""
    return ft.MergeSemantics(content=column(body(name), hint(licence), spacing=0))
