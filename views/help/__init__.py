"""Aide: articles, and an assistant that finds them."""

import flet as ft

from app.core.scope import PageScope
from app.help.assistant import Assistant
from app.help.library import library
from app.help.paths import ARTICLE, ASSISTANT, HELP, article_path
from app.steps.easy_words import EASY_WORDS
from views.help.article import article, article_page
from views.help.assistant import assistant
from views.help.help import help_page
from views.help.text import AssistantText, HelpText
from views.help.ways import Ways
from views.shell.beside import ASKED
from views.shell.feature import Feature, FootLink, Place, Route, Searched, SearchEntry, SearchKind


@ft.component
def _beside(page: PageScope, asked: str) -> ft.Control:
    """Return the assistant beside a step, or the article that it led to."""
    ways, words = Ways.beside(ft.use_route_location()), page.shared(EASY_WORDS)
    if asked == ASKED:
        return assistant(page.state(Assistant.of), words, ways)
    return article_page(words, asked, ways)


def _articles() -> tuple[SearchEntry, ...]:
    """Return the articles as Rechercher finds them: by their titles, and by the questions that people ask."""
    return tuple(
        SearchEntry(
            article_path(each.article_id),
            Searched(each.usual.title, "", " ".join(each.asked)),
            SearchKind.HELP,
        )
        for each in library().articles
    )


FEATURE = Feature(
    routes=(
        Route(
            HELP,
            lambda page: help_page(page.state(Assistant.of), page.shared(EASY_WORDS)),
            name=HelpText.HEADING,
        ),
        Route(
            ASSISTANT,
            lambda page: assistant(page.state(Assistant.of), page.shared(EASY_WORDS)),
            over=HELP,
            name=AssistantText.HEADING,
        ),
        Route(ARTICLE, lambda page: article(page.shared(EASY_WORDS)), over=HELP),
    ),
    places=(Place(50, HelpText.HEADING, HELP, ft.Icons.HELP_OUTLINE, short=None),),
    beside=_beside,
    foot=(FootLink(50, HelpText.HEADING, HELP),),
    search_later=_articles,
)
