"""Aide: the articles, and the assistant that finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flet as ft
import pytest

from app.contact.paths import OFFICES
from app.help.library import library
from app.help.paths import ASSISTANT, HELP, article_path
from tests.app.account_states import home_of
from tests.views.screen_steps import check, enter
from views.contact.text import OfficeText
from views.help.text import AssistantText, HelpText
from views.home.home import act
from views.shell.text import FieldText, NotFoundText

if TYPE_CHECKING:
    from app.core.scope import PageScope
    from app.core.session import Session
    from tests.app.conftest import Find, Network
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


async def test_what_is_not_sure_is_said_with_what_comes_nearest(open_at: Open) -> None:
    """A long story of which little is known leads to the articles that are nearest, and claims no answer."""
    screen = open_at(ASSISTANT)
    await screen.until(lambda: screen.heading == AssistantText.HEADING)
    await asked(screen, "je déménage, et mon chat est malade")
    await screen.until(lambda: screen.says(AssistantText.NOT_SURE))
    assert not screen.says(AssistantText.NOT_KNOWN)
    check(screen, AssistantText.HEADING)
    await screen.press("Je déménage")
    await screen.until(lambda: screen.heading == "Je déménage")


async def test_a_question_goes_with_who_has_no_account(open_at: Open) -> None:
    """The way to the fund shows the question there, to be asked on the telephone, or sent once signed in."""
    screen = open_at(ASSISTANT)
    await screen.until(lambda: screen.heading == AssistantText.HEADING)
    question = "recette de la tarte aux pommes"
    await asked(screen, question)
    await screen.until(lambda: screen.says(AssistantText.NOT_KNOWN))
    await screen.press(AssistantText.REACH)
    await screen.until(lambda: screen.route == OFFICES and screen.says(OfficeText.quoted(question)))
    check(screen, OfficeText.HEADING)
    assert question not in screen.route


async def test_what_waits_in_ones_file_is_said(
    page: PageScope, open_at: Open, session: Session, find: Find
) -> None:
    """Who is signed in is told what they have to do that the question is about, and led there; gone, it is gone."""
    screen = await enter(open_at, session, find)
    screen.go(ASSISTANT)
    await screen.until(lambda: screen.heading == AssistantText.HEADING)
    await asked(screen, "qu'est-ce que j'ai à faire ?")
    await screen.until(lambda: screen.says(AssistantText.YOURS))
    overview = home_of(page).value
    assert overview is not None
    assert overview.alerts
    assert all(screen.says(act(alert).title) for alert in overview.alerts)
    check(screen, AssistantText.HEADING)
    await session.sign_out()
    await screen.until(lambda: not screen.says(AssistantText.YOURS))


@pytest.mark.parametrize("question", ["", "   ", "x" * 2001])
async def test_no_question_and_too_long_a_one_are_said(open_at: Open, question: str) -> None:
    """The field says what is wrong, and keeps what was typed."""
    screen = open_at(ASSISTANT)
    await screen.until(lambda: screen.heading == AssistantText.HEADING)
    await asked(screen, question)
    await screen.until(lambda: screen.says(FieldText.summary(1)))
    (field,) = screen.controls(ft.TextField)
    assert field.value == question
    assert not screen.says(AssistantText.NOT_KNOWN)


async def test_help_answers_without_a_network(open_at: Open, network: Network) -> None:
    """Articles and assistant are in the program: the server may be away."""
    network.cut = True
    screen = open_at(HELP)
    await screen.until(lambda: screen.heading == HelpText.HEADING)
    await asked(screen, "je déménage")
    await screen.until(lambda: screen.says(AssistantText.READ))
    screen.go(article_path("demenagement"))
    await screen.until(lambda: screen.heading == "Je déménage")


async def test_the_newest_answer_stands_first(open_at: Open) -> None:
    """Those of before stay below it, with their questions."""
    screen = open_at(ASSISTANT)
    await screen.until(lambda: screen.heading == AssistantText.HEADING)
    for question in ("je déménage", "mon quotient familial"):
        await asked(screen, question)
        await screen.until(lambda: screen.says(AssistantText.asked(question)))  # noqa: B023 - awaited here
    assert screen.says(AssistantText.BEFORE)
    said = [screen.words_of(node) for node in screen.controls(ft.Semantics) if node.live_region]
    assert "Mon quotient familial" in " ".join(" ".join(words) for words in said[:1])
