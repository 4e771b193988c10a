"""À propos: versions, and the licences of all that is bundled."""

import flet as ft

from app.about.about import About, Package
from app.steps.easy_words import EasyWords
from semantics import Language, mark
from views.about.text import AboutText
from views.design.card import card, column
from views.design.details import details, noted
from views.design.skeleton import skeleton
from views.design.text import body, heading, section, soft
from views.shell.layout import Layout, screen
from views.shell.resource_view import resource_view
from views.shell.text import ShellText
from views.steps.easy_words import easy_page, in_words

_SERVER_SKELETON = (24,)
_PACKAGES_SKELETON = (48, 48, 48, 48)


def about(state: About, words: EasyWords) -> ft.Control:
    """Return the page."""
    return in_words(
        words,
        lambda easy, change: (
            easy_page(AboutText.HEADING, AboutText.EASY, change, _versions(state))
            if easy
            else _about(state, change)
        ),
    )


def _about(state: About, change: ft.Control) -> ft.Control:
    return screen(
        AboutText.HEADING,
        column(heading(AboutText.HEADING), soft(AboutText.LEAD), change),
        _versions(state),
        card(
            section(AboutText.BUNDLED),
            soft(AboutText.BUNDLED_MORE),
            details(*(noted(name, licence) for name, licence in AboutText.PARTS)),
        ),
        _packages(state),
        layout=Layout.TEXT,
    )


def _versions(state: About) -> ft.Control:
    return card(
        section(AboutText.VERSIONS),
        body(AboutText.program(state.version)),
        resource_view(state.server, lambda version: body(AboutText.server(version)), _SERVER_SKELETON),
    )


@ft.component
def _packages(state: About) -> ft.Control:
    ft.use_effect(state.look_up, [])
    if state.packages is None:
        return skeleton(ShellText.LOADING, *_PACKAGES_SKELETON)
    lines = [_package(package) for package in state.packages]
    return card(section(AboutText.PACKAGES), details(*lines) if lines else body(AboutText.NO_PACKAGES))


def _package(package: Package) -> ft.Control:
    """Return its name and its licence, which are English; a screen reader reads them so."""
    if not package.licence:
        return noted(package.name, AboutText.UNNAMED)
    return mark(noted(package.name, package.licence), Language("en"))
