"""Easy words: each public page has them, the choice is remembered, and what is typed is left alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import flet as ft
import pytest

from app.about.paths import ABOUT
from app.appearance.appearance import Appearance, Words
from app.appearance.paths import APPEARANCE
from app.contact.paths import OFFICES
from app.core import routes
from app.documents.paths import VERIFICATION
from app.help.library import library
from app.help.paths import HELP, article_path
from app.public.paths import ACCESSIBILITY, PERSONAL_DATA, TERMS
from server.rules import terms
from tests.support.easy_words import faults
from views.about.text import AboutText
from views.appearance.text import AppearanceText
from views.contact.text import OfficeText
from views.documents.text import VerificationText
from views.help.text import HelpText
from views.public.text import AccessibilityText, PersonalDataText, TermsText
from views.sign_in.text import WelcomeText
from views.steps.text import EasyWordsText

if TYPE_CHECKING:
    from app.core.scope import PageScope
    from tests.app.conftest import MemoryPreferences
    from tests.views.conftest import Open

ROOT = Path(__file__).parents[3]
PAGES = {
    routes.WELCOME: WelcomeText.EASY[0].paragraphs[0],
    HELP: HelpText.EASY_LEAD,
    ACCESSIBILITY: AccessibilityText.EASY[0].paragraphs[0],
    TERMS: terms.CURRENT.easy[0].paragraphs[0],
    PERSONAL_DATA: PersonalDataText.EASY[0].paragraphs[0],
    ABOUT: AboutText.EASY[0].paragraphs[0],
    VERIFICATION: VerificationText.EASY[0].paragraphs[0],
    OFFICES: OfficeText.EASY[0].paragraphs[0],
    article_path("demenagement"): "Dites vite votre nouvelle adresse à la Caf.",
}


@pytest.mark.parametrize(("path", "said"), PAGES.items())
async def test_each_page_has_easy_words_and_leads_back(open_at: Open, path: str, said: str) -> None:
    """What stands at its head changes the words of the page, and changes them back."""
    screen = open_at(path)
    await screen.until(lambda: screen.says(EasyWordsText.EASY))
    assert not screen.says(said)
    await screen.press(EasyWordsText.EASY)
    await screen.until(lambda: screen.says(said))
    assert len(screen.headings(1)) == 1
    await screen.press(EasyWordsText.USUAL)
    await screen.until(lambda: screen.says(EasyWordsText.EASY) and not screen.says(said))


async def test_the_choice_holds_on_every_page_and_the_next_time(
    open_at: Open, page: PageScope, preferences: MemoryPreferences
) -> None:
    """It is one of the choices of Affichage, kept where these are."""
    screen = open_at(APPEARANCE)
    await screen.until(lambda: screen.heading == AppearanceText.HEADING)
    group = next(
        each for each in screen.controls(ft.RadioGroup) if each.value in {Words.USUAL.value, Words.EASY.value}
    )
    await screen.choose(group, Words.EASY.value)
    await screen.until(lambda: page.state(Appearance.of).easy)
    for path, said in PAGES.items():
        screen.go(path)
        await screen.until(lambda: screen.says(said))  # noqa: B023 - awaited here
    again = Appearance(preferences)
    await again.load()
    assert again.easy


async def test_what_is_typed_is_left_alone(open_at: Open) -> None:
    """The words around a field change; the field keeps its place, and what is in it."""
    screen = open_at(VERIFICATION)
    await screen.until(lambda: screen.says(VerificationText.LEAD))
    (field,) = screen.controls(ft.TextField)
    await screen.type_in(field, "AB12")
    before = field._i
    await screen.press(EasyWordsText.EASY)
    await screen.until(lambda: screen.says(VerificationText.EASY[0].paragraphs[0]))
    (after,) = screen.controls(ft.TextField)
    assert (after._i, after.value) == (before, "AB12")


def test_the_pages_hold_the_rules_of_easy_words() -> None:
    """As the articles do."""
    parts = [
        *WelcomeText.EASY,
        *AccessibilityText.EASY,
        *PersonalDataText.EASY,
        *AboutText.EASY,
        *VerificationText.EASY,
        *OfficeText.EASY,
        *terms.CURRENT.easy,
    ]
    said = [line for heading, paragraphs in parts for line in (heading, *paragraphs)]
    said += [WelcomeText.EASY_LEAD, HelpText.EASY_LEAD, TermsText.EASY_LEAD]
    wrong = [f"{line!r} {fault}" for line in said for fault in faults(line)]
    assert not wrong, "\n".join(wrong)


def test_what_help_calls_something_is_what_the_screens_call_it() -> None:
    """A button that was renamed is renamed in the articles, in usual and in easy words."""
    sources = [
        *(ROOT / "views").rglob("*.py"),
        *(ROOT / "server" / "questionnaires" / "definitions").glob("*.json"),
    ]
    program = "\n".join(path.read_text(encoding="utf-8") for path in sources).replace("’", "'")
    unknown = [
        f"{each.article_id}: {name}"
        for each in library().articles
        for writing in (each.usual, each.easy)
        for text in (writing.title, *(text for part in writing.sections for text in part.texts))
        for name in re.findall(r"« ([^»]+) »", text)
        if name.replace("’", "'").split(" … ")[0] not in program
    ]
    assert not unknown, "\n".join(unknown)
