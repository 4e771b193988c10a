"""Rechercher: a field that suggests as one types, and what was found, kind by kind."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import flet as ft

from app.help.paths import HELP
from app.search.paths import QUERY, SEARCH
from app.search.search import Search, SearchGroup
from search_rules.words import LONGEST_QUERY
from views.design import tokens
from views.design.button import primary, row, secondary
from views.design.card import align_start, card, cards, column
from views.design.combobox import combobox, options, said
from views.design.field import field
from views.design.group import asked_together
from views.design.items import rows
from views.design.notice import Tone, notice
from views.design.text import body, heading, hint, section, soft
from views.search.text import SearchText
from views.shell.context import use_program
from views.shell.errors import explain
from views.shell.feature import SearchEntry, SearchKind
from views.shell.layout import Layout, go, screen
from views.shell.menus import Menus
from views.shell.navigation import use_query
from views.shell.text import ShellText

_SUGGESTED_ENTRIES = 4
_MOST_SUGGESTED = 8
_MOST_ENTRIES = 10
_LONGEST_TYPED = 2 * LONGEST_QUERY
"""A little too long is cut with a word said, and not by the box in silence."""


class _Result(NamedTuple):
    """Something that was found: `name` is what one of its kind is called."""

    title: str
    text: str
    path: str
    name: str


class _Group(NamedTuple):
    """What was found of one kind, and how many there are in all."""

    heading: str
    total: int
    results: Sequence[_Result]


@ft.component
def search(state: Search) -> ft.Control:
    """Return the screen."""
    menus, asked = use_program().menus, use_query().get(QUERY, "")

    async def open_screen() -> None:
        await asyncio.gather(asyncio.to_thread(menus.search.prepare), state.prepare())

    async def take_address() -> None:
        await state.take(asked)

    async def ask() -> None:
        await state.ask()

    ft.use_effect(open_screen, [state])
    ft.use_effect(take_address, [state, asked])
    box = field(
        SearchText.LABEL,
        value=lambda: state.typed,
        on_change=state.type,
        on_submit=ask,
        hint_text=SearchText.HINT,
        max_length=_LONGEST_TYPED,
        autofocus=not state.query,
        asked_as=QUERY,
    )
    return screen(
        SearchText.HEADING,
        column(
            heading(SearchText.HEADING),
            soft(SearchText.LEAD if state.finds_theirs else SearchText.LEAD_SIGNED_OUT),
        ),
        asked_together(
            SEARCH,
            combobox(box, None if state.is_asked else _suggestions(menus, state)),
            align_start(primary(SearchText.ASK, ask, busy=SearchText.ASKING if state.load.slow else None)),
            spacing=tokens.SPACE_16,
        ),
        _found(menus, state) if state.is_asked else [],
        layout=Layout.TEXT,
    )


def _suggestions(menus: Menus, state: Search) -> ft.Control | None:
    """Return what is suggested for what is typed so far."""
    entries = menus.search.find(state.typed)[:_SUGGESTED_ENTRIES]
    theirs = (result for group in _theirs(menus, state.suggested) for result in group.results)
    found = [*islice((*map(_entry, entries), *theirs), _MOST_SUGGESTED)]
    if not found:
        return None
    return options(
        SearchText.suggested(len(found)),
        SearchText.SUGGESTED_MORE,
        [(SearchText.suggestion(each.title, each.name), go(each.path)) for each in found],
    )


def _found(menus: Menus, state: Search) -> list[ft.Control]:
    """Return what was found for what was asked."""
    if not state.has_words:
        return [said(SearchText.NO_WORD, bold=True)]
    failed = [_failure(state)] if state.load.error is not None else []
    cut: list[ft.Control] = [soft(SearchText.CUT)] if state.is_cut else []
    if state.load.running:
        return cut
    groups = [*_entries(menus, state), *_theirs(menus, state.found)]
    number = sum(group.total for group in groups)
    if not groups:
        nothing = card(
            said(SearchText.NOTHING, bold=True),
            body(SearchText.NOTHING_MORE),
            row(SearchText.TO_HELP, go(HELP)),
        )
        return [*cut, *failed, *([] if failed else [nothing])]
    # One answer to a press: where some of it failed, that is said.
    told = said(SearchText.found(number, state.query), bold=True, is_news=not failed)
    return [column(told, cut, failed, spacing=tokens.SPACE_16), cards(*map(_group, groups))]


def _failure(state: Search) -> ft.Control:
    """Say that what is the person's was not searched, beside what was found without it."""
    why = explain(state.load.error) if state.load.error is not None else None
    again = align_start(secondary(ShellText.RETRY, state.load.run))
    return notice(Tone.WARNING, SearchText.PARTLY, why.text if why is not None else "", again, live=True)


def _group(group: _Group) -> ft.Control:
    others = group.total - len(group.results)
    return card(
        section(SearchText.group(group.heading, group.total)),
        rows(*map(_row, group.results)),
        [soft(SearchText.others(others))] if others > 0 else [],
        spacing=tokens.SPACE_8,
    )


def _row(result: _Result) -> ft.Control:
    line = row(result.title, go(result.path))
    if not result.text:
        return line
    below = ft.Padding.only(left=tokens.SPACE_4, bottom=tokens.SPACE_12)
    return column(line, ft.Container(padding=below, content=hint(result.text)), spacing=0)


def _entries(menus: Menus, state: Search) -> Iterator[_Group]:
    """Yield what the program itself has for what was asked."""
    found = menus.search.find(state.query)
    for kind in SearchKind:
        of_kind = [each for each in found if each.kind is kind][:_MOST_ENTRIES]
        if of_kind:
            yield _Group(SearchText.HEADINGS[kind], len(of_kind), [*map(_entry, of_kind)])


def _entry(entry: SearchEntry) -> _Result:
    return _Result(entry.said.title, entry.said.text, entry.path, SearchText.NAMES[entry.kind])


def _theirs(menus: Menus, groups: Sequence[SearchGroup]) -> Iterator[_Group]:
    """Yield what the server found, of kinds that this program knows."""
    by_kind: Mapping[str, SearchGroup] = {group.kind: group for group in groups}
    for kind, finds in menus.finds.items():
        if (group := by_kind.get(kind)) is not None:
            heading, name = finds.called
            results = [_Result(each.title, each.text, finds.path(each.id), name) for each in group.items]
            yield _Group(heading, group.total, results)
