"""Courriers and one thread, as a person meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flet as ft

from app.messages.paths import MESSAGES, box_path, write_path
from app.messages.writing import TEXT_MAX
from tests.views.screen_steps import check, enter, in_both_layouts
from views.messages.text import MessagesText, ThreadText, WritingText

if TYPE_CHECKING:
    from app.core.session import Session
    from tests.app.conftest import Find
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter


async def at_the_list(open_at: Open, session: Session, find: Find, role: str) -> Flutter:
    screen = await enter(open_at, session, find, role)
    screen.go(MESSAGES)
    await screen.until(lambda: screen.heading == MessagesText.HEADING)
    return screen


@in_both_layouts
async def test_the_list_says_what_is_new(open_at: Open, session: Session, find: Find) -> None:
    """What was not read comes first, and how much that is stands at the list and in the menu."""
    screen = await at_the_list(open_at, session, find, "responsable-couple")
    await screen.until(lambda: screen.says("Il nous manque un document"))
    check(screen, MessagesText.HEADING)
    assert screen.says(MessagesText.unread(2))


@in_both_layouts
async def test_a_thread_is_read_by_being_opened(open_at: Open, session: Session, find: Find) -> None:
    """It says who wrote what, and is counted no more."""
    screen = await at_the_list(open_at, session, find, "responsable-couple")
    await screen.until(lambda: screen.says("Il nous manque un document"))
    await screen.press("Il nous manque un document")
    await screen.until(lambda: screen.heading == "Il nous manque un document")
    await screen.until(lambda: screen.says(ThreadText.FUND))
    check(screen, "Il nous manque un document")
    screen.go(MESSAGES)
    await screen.until(lambda: screen.says(MessagesText.unread(1)))


async def open_thread(screen: Flutter, subject: str) -> None:
    await screen.until(lambda: screen.says(subject))
    await screen.press(subject)
    await screen.until(lambda: screen.heading == subject and screen.says(ThreadText.FUND))


@in_both_layouts
async def test_an_answer_is_written_and_stands_in_the_thread(
    open_at: Open, session: Session, find: Find
) -> None:
    """What is empty is refused at its box; what was sent stands there, with when to expect an answer."""
    screen = await at_the_list(open_at, session, find, "responsable-couple")
    await open_thread(screen, "Réponse à votre question")
    await screen.press(ThreadText.SEND_REPLY)
    await screen.until(lambda: screen.says("Écrivez votre message."))
    await screen.type(ThreadText.REPLY_TEXT, "Merci, c'est clair.")
    await screen.press(ThreadText.SEND_REPLY)
    await screen.until(lambda: screen.says(ThreadText.REPLIED))
    await screen.until(lambda: screen.says("Merci, c'est clair."))
    assert any("Votre Caf vous répond avant le" in each for each in screen.words)
    check(screen, "Réponse à votre question")


@in_both_layouts
async def test_how_much_room_is_left_is_said_while_one_types(
    open_at: Open, session: Session, find: Find
) -> None:
    """Nothing is said while there is plenty; near the limit the room is, beyond it by how much it is too long."""
    screen = await at_the_list(open_at, session, find, "responsable-couple")
    await open_thread(screen, "Réponse à votre question")
    await screen.type(ThreadText.REPLY_TEXT, "a" * (TEXT_MAX - 10))
    await screen.until(lambda: screen.says(WritingText.remaining(10)))
    await screen.type(ThreadText.REPLY_TEXT, "a" * (TEXT_MAX + 7))
    await screen.until(lambda: screen.says(WritingText.remaining(-7)))


@in_both_layouts
async def test_a_message_is_written_to_the_fund(open_at: Open, session: Session, find: Find) -> None:
    """A subject and some words; what comes of it is the thread itself."""
    screen = await at_the_list(open_at, session, find, "responsable-seul")
    await screen.press(MessagesText.WRITE)
    await screen.until(lambda: screen.heading == WritingText.HEADING)
    check(screen, WritingText.HEADING)
    await screen.press(WritingText.SEND)
    await screen.until(lambda: screen.says(WritingText.NO_SUBJECT))
    await screen.choose(screen.controls(ft.RadioGroup)[0], "housing")
    await screen.type(WritingText.TEXT, "Mon loyer a changé.")
    await screen.press(WritingText.SEND)
    await screen.until(lambda: screen.heading == WritingText.SUBJECTS["housing"])
    await screen.until(lambda: screen.says("Mon loyer a changé."))


@in_both_layouts
async def test_words_are_looked_for(open_at: Open, session: Session, find: Find) -> None:
    """The list is of what says them; where nothing does it says so, and leads back to all."""
    screen = await at_the_list(open_at, session, find, "responsable-couple")
    await screen.until(lambda: screen.says("Il nous manque un document"))
    await screen.type(MessagesText.SEARCH, "alternee")
    await screen.press(MessagesText.SEARCH_SUBMIT)
    await screen.until(lambda: screen.says(MessagesText.found("alternee")))
    assert screen.says("Réponse à votre question")
    assert not screen.says("Il nous manque un document")
    await screen.type(MessagesText.SEARCH, "girafe")
    await screen.press(MessagesText.SEARCH_SUBMIT)
    await screen.until(lambda: screen.says(MessagesText.not_found("girafe")))
    await screen.press(MessagesText.SHOW_ALL)
    await screen.until(lambda: screen.says("Il nous manque un document"))


@in_both_layouts
async def test_a_thread_is_archived_and_taken_back(open_at: Open, session: Session, find: Find) -> None:
    """It says so, and stands in its box alone."""
    screen = await at_the_list(open_at, session, find, "responsable-couple")
    await open_thread(screen, "Réponse à votre question")
    await screen.press(ThreadText.ARCHIVE)
    await screen.until(lambda: screen.says(ThreadText.ARCHIVED))
    screen.go(box_path("archived"))
    await screen.until(
        lambda: screen.heading == MessagesText.HEADING and screen.says("Réponse à votre question")
    )
    check(screen, MessagesText.HEADING)
    await open_thread(screen, "Réponse à votre question")
    await screen.press(ThreadText.UNARCHIVE)
    await screen.until(lambda: screen.says(ThreadText.UNARCHIVED))
    screen.go(box_path("archived"))
    await screen.until(lambda: screen.says(MessagesText.NONE["archived"]))


async def test_a_subject_that_comes_with_the_address(open_at: Open, session: Session, find: Find) -> None:
    """Who comes from a subject has it chosen already; one that is none chooses nothing."""
    screen = await enter(open_at, session, find, "responsable-couple")
    for subject, chosen in (("nonsense", ""), ("housing", "housing")):
        screen.go(write_path(subject))
        await screen.until(lambda: screen.heading == WritingText.HEADING)
        await screen.until(
            lambda: [group.value or "" for group in screen.controls(ft.RadioGroup)][:1] == [chosen]  # noqa: B023
        )
