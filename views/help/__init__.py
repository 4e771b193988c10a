"""Aide: articles, and an assistant that finds them."""

import flet as ft

from app.help.assistant import Assistant
from app.help.paths import ARTICLE, ASSISTANT, HELP
from views.help.article import article
from views.help.assistant import assistant
from views.help.help import help_page
from views.help.text import AssistantText, HelpText
from views.shell.feature import Feature, FootLink, Place, Route

FEATURE = Feature(
    routes=(
        Route(HELP, lambda page: help_page(page.state(Assistant.of)), name=HelpText.HEADING),
        Route(
            ASSISTANT, lambda page: assistant(page.state(Assistant.of)), over=HELP, name=AssistantText.HEADING
        ),
        Route(ARTICLE, lambda _: article(), over=HELP),
    ),
    places=(Place(50, HelpText.HEADING, HELP, ft.Icons.HELP_OUTLINE, short=None),),
    foot=(FootLink(50, HelpText.HEADING, HELP),),
)
