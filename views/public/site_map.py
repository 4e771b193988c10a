"""Plan du site: every screen that one may want to come to, as the features name them."""

import flet as ft

from app.core.routes import is_private
from views.design import tokens
from views.design.button import row
from views.design.card import card, column
from views.design.items import rows
from views.design.text import heading, section, soft
from views.public.text import SiteMapText
from views.shell.context import use_program
from views.shell.layout import Layout, go, screen


@ft.component
def site_map() -> ft.Control:
    """Return the page."""
    named = use_program().menus.named
    return screen(
        SiteMapText.HEADING,
        column(heading(SiteMapText.HEADING), soft(SiteMapText.LEAD)),
        _part(SiteMapText.OPEN, [place for place in named if not is_private(place[0])]),
        _part(SiteMapText.PRIVATE, [place for place in named if is_private(place[0])]),
        layout=Layout.TEXT,
    )


def _part(title: str, places: list[tuple[str, str]]) -> ft.Control:
    lines = rows(*(row(name, go(path)) for path, name in places))
    return card(section(title), lines, spacing=tokens.SPACE_8)
