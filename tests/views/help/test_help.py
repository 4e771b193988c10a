"""Aide: the articles, and the assistant that finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flet as ft

from app.help.library import library
from app.help.paths import ASSISTANT, HELP, article_path
from tests.views.screen_steps import check
from views.help.text import AssistantText, HelpText
from views.shell.text import NotFoundText

if TYPE_CHECKING:
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter


async def asked(screen: Flutter, question: str) -> None:
    """Type a question and have it answered."""
    (field,) = screen.controls(ft.TextField)
    await screen.type_in(field, question)
    await screen.press(AssistantText.SUBMIT)


async def test_each_article_is_a_screen(open_at: Open) -> None:
    """Each article stands at its address, and what it leads to are screens that the plan du site names."""
    screen = open_at(HELP)
    for article in library().articles:
        screen.go(article_path(article.article_id))
        await screen.until(lambda: screen.heading == article.usual.title)  # noqa: B023 - awaited here
        check(screen, article.usual.title)
        if article.screens:
            assert screen.says(HelpText.ARTICLE_SCREENS)


async def test_an_article_that_is_none_is_not_there(open_at: Open) -> None:
    """An address that names no article says that the page does not exist."""
    screen = open_at(article_path("nulle-part"))
    await screen.until(lambda: screen.heading == NotFoundText.HEADING)


async def test_a_question_is_asked_from_the_first_page_of_help(open_at: Open) -> None:
    """The question leads to the assistant with its answers, and is no part of the address."""
    screen = open_at(HELP)
    await screen.until(lambda: screen.heading == HelpText.HEADING)
    await asked(screen, "je déménage le mois prochain")
    await screen.until(lambda: screen.route == ASSISTANT and screen.says(AssistantText.READ))
    title = next(each.usual.title for each in library().articles if each.article_id == "demenagement")
    assert screen.says(AssistantText.source(title))
    check(screen, AssistantText.HEADING)


async def test_what_is_not_known_is_said(open_at: Open) -> None:
    """Where no article answers the assistant says so."""
    screen = open_at(ASSISTANT)
    await screen.until(lambda: screen.heading == AssistantText.HEADING)
    await asked(screen, "recette de la tarte aux pommes")
    await screen.until(lambda: screen.says(AssistantText.NOT_KNOWN))
