"""Pages in two kinds of words: as for most, and facile à lire, of which the person has the choice."""

from collections.abc import Callable, Sequence

import flet as ft

from app.steps.easy_words import EasyWords
from views.design import tokens
from views.design.button import link
from views.design.card import align_start, column
from views.design.text import body, heading, section
from views.shell.layout import Layout, screen
from views.shell.text import Part
from views.steps.text import EasyWordsText


@ft.component
def in_words(choice: EasyWords, draw: Callable[[bool, ft.Control], ft.Control]) -> ft.Control:
    """Return a page in the words that the person has chosen.

    Args:
        choice: which.
        draw: draws it, told whether in easy words, with what changes that, which stands at its head.
    """

    async def change() -> None:
        await choice.choose_easy(easy=not choice.easy)

    label = EasyWordsText.USUAL if choice.easy else EasyWordsText.EASY
    return draw(choice.easy, align_start(link(label, change)))


def easy_page(title: str, parts: Sequence[Part], change: ft.Control, *more: ft.Control) -> ft.Control:
    """Return a page in easy words, with what follows them."""
    return screen(title, column(heading(title), change), *easy_parts(parts), *more, layout=Layout.TEXT)


def easy_parts(parts: Sequence[Part]) -> list[ft.Control]:
    """Return texts in easy words: each sentence on a line of its own."""
    return [
        column(
            *([section(part.heading)] if part.heading else []),
            *(body(line) for line in part.paragraphs),
            spacing=tokens.SPACE_4,
        )
        for part in parts
    ]
