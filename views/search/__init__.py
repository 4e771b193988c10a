"""Rechercher, from every screen."""

import flet as ft

from app.core.routes import Phase
from app.core.scope import PageScope
from app.search.paths import SEARCH
from app.search.search import Search
from views.search.search import search
from views.search.text import SearchText
from views.shell.feature import Feature, Route


def _search(page: PageScope) -> ft.Control:
    session, _ = ft.use_state(page.session)
    if session.phase is Phase.SIGNED_IN and session.account is not None and page.person is not None:
        return search(page.person.state(Search.of))
    return search(page.state(Search.of_nobody))


FEATURE = Feature(routes=(Route(SEARCH, _search, name=SearchText.HEADING),))
