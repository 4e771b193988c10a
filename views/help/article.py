"""An article of Aide."""

import flet as ft

from app.help.library import Article, Block, Section, library
from app.help.paths import ASSISTANT, HELP
from views.design import tokens
from views.design.button import link, row
from views.design.card import align_start, card, column
from views.design.items import bullets, rows
from views.design.text import body, heading, section
from views.help.text import AssistantText, HelpText
from views.shell.context import use_program
from views.shell.layout import Layout, go, screen
from views.shell.not_found import not_found


@ft.component
def article() -> ft.Control:
    """Return the article that the address names."""
    shown = library().find(str(ft.use_route_params().get("article", "")))
    return _page(shown) if shown is not None else not_found()


def _page(shown: Article) -> ft.Control:
    writing = shown.written(easy=False)
    return screen(
        writing.title,
        column(heading(writing.title), *said(writing.sections), spacing=tokens.SPACE_24),
        _screens(shown),
        column(
            align_start(link(AssistantText.HEADING, go(ASSISTANT))),
            align_start(link(HelpText.ALL, go(HELP))),
            spacing=0,
        ),
        layout=Layout.TEXT,
    )


def said(sections: tuple[Section, ...]) -> list[ft.Control]:
    """Return what parts of an article say."""
    return [
        column(
            *([section(each.heading)] if each.heading else []),
            *(_block(block) for block in each.blocks),
            spacing=tokens.SPACE_8,
        )
        for each in sections
    ]


def _block(block: Block) -> ft.Control:
    return bullets(block.texts) if block.listed else body(block.texts[0])


def _screens(shown: Article) -> ft.Control:
    """Return the ways to the screens that the article speaks of, by the names that the plan du site has for them."""
    names = dict(use_program().menus.named)
    lines = [row(names[path], go(path)) for path in shown.screens if path in names]
    return card(section(HelpText.ARTICLE_SCREENS), rows(*lines)) if lines else column()
