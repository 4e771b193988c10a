"""Aide: the question first, then the articles by theme."""

import flet as ft

from app.help.assistant import Assistant
from app.help.library import Theme, library
from app.help.paths import ASSISTANT, article_path
from app.steps.easy_words import EasyWords
from views.design import tokens
from views.design.button import row
from views.design.card import card, column
from views.design.items import items, rows
from views.design.text import body, heading, section, soft
from views.help.assistant import question_form
from views.help.text import AssistantText, HelpText
from views.shell.context import use_program
from views.shell.form_view import shown, use_form
from views.shell.layout import Layout, go, screen
from views.shell.navigation import navigate
from views.steps.easy_words import in_words


def help_page(state: Assistant, words: EasyWords) -> ft.Control:
    """Return the page."""
    return in_words(words, lambda easy, change: _page(state, change, easy=easy))


def _page(state: Assistant, change: ft.Control, *, easy: bool) -> ft.Control:
    return screen(
        HelpText.HEADING,
        column(heading(HelpText.HEADING), soft(HelpText.EASY_LEAD if easy else HelpText.LEAD), change),
        _question(state),
        *(_theme(theme, easy=easy) for theme in library().themes),
        _elsewhere(),
        layout=Layout.TEXT,
    )


@ft.component
def _question(state: Assistant) -> ft.Control:
    page = ft.context.page

    async def ask() -> None:
        await state.run()
        if state.submit.completed:
            navigate(page, ASSISTANT)

    form = use_form(state, shown(state.question, AssistantText.QUESTION, AssistantText.question), submit=ask)
    return column(form.summary(None), question_form(state, form, ask))


def _theme(theme: Theme, *, easy: bool) -> ft.Control:
    lines = rows(
        *(row(each.written(easy=easy).title, go(article_path(each.article_id))) for each in theme.articles)
    )
    return card(section(theme.title), lines, spacing=tokens.SPACE_8)


@ft.component
def _elsewhere() -> ft.Control:
    """Return what else the features have for whoever looks for help."""
    entries = use_program().menus.help
    return column(
        section(HelpText.SCREENS),
        items(
            *(
                card(section(entry.title), body(entry.text), row(entry.title, go(entry.path)))
                for entry in entries
            ),
            spacing=tokens.SPACE_24,
        ),
    )
