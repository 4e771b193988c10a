"""An article of Aide."""

import flet as ft

from app.help.library import Article, Block, Section, library
from app.steps.easy_words import EasyWords
from views.design import tokens
from views.design.button import link, row
from views.design.card import align_start, card, column
from views.design.items import bullets, rows
from views.design.text import body, heading, section
from views.help.text import AssistantText, HelpText
from views.help.ways import EVERYWHERE, Ways
from views.shell.context import use_program
from views.shell.layout import Layout, go, screen
from views.shell.not_found import not_found
from views.steps.easy_words import in_words


@ft.component
def article(words: EasyWords) -> ft.Control:
    """Return the article that the address names."""
    return article_page(words, str(ft.use_route_params().get("article", "")), EVERYWHERE)


def article_page(words: EasyWords, article_id: str, ways: Ways) -> ft.Control:
    """Return an article, in the words that the person has chosen."""
    found = library().find(article_id)
    if found is None:
        return not_found()
    return in_words(words, lambda easy, change: _page(found, change, ways, easy=easy))


def _page(shown: Article, change: ft.Control, ways: Ways, *, easy: bool) -> ft.Control:
    writing = shown.written(easy=easy)
    label, out = ways.out
    return screen(
        writing.title,
        column(
            column(heading(writing.title), change, spacing=0),
            *said(writing.sections, easy=easy),
            spacing=tokens.SPACE_24,
        ),
        [_screens(shown)] if ways.elsewhere else [],
        column(
            align_start(link(AssistantText.HEADING, go(ways.assistant))),
            align_start(link(label, go(out))),
            spacing=0,
        ),
        layout=Layout.TEXT,
    )


def said(sections: tuple[Section, ...], *, easy: bool) -> list[ft.Control]:
    """Return what parts of an article say; in easy words each sentence has a line, and little room between two."""
    room = tokens.SPACE_4 if easy else tokens.SPACE_8
    return [
        column(
            *([section(each.heading)] if each.heading else []),
            *(_block(block) for block in each.blocks),
            spacing=room,
        )
        for each in sections
    ]


def _block(block: Block) -> ft.Control:
    return bullets(block.texts) if block.listed else body(block.texts[0])


@ft.component
def _screens(shown: Article) -> ft.Control:
    """Return the ways to the screens that the article speaks of, by the names that the plan du site has for them."""
    names = dict(use_program().menus.named)
    lines = [row(names[path], go(path)) for path in shown.screens if path in names]
    return card(section(HelpText.ARTICLE_SCREENS), rows(*lines)) if lines else column()
