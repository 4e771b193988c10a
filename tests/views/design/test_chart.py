"""Charts: bars that are read and pressed, and the same figures as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flet as ft
import html5lib
import pytest

from semantics import Cell, Chart, Place, Table, Toggle, marked
from tests.views.flutter import Flutter, walk
from views.design.chart import Amount, ChartWords, chart
from views.shell.layout import go
from web.drawing.controls import CONTROLS
from web.drawing.drawing import Drawing
from web.drawing.rules import Rules

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from xml.etree.ElementTree import Element

    from flet.controls.base_control import BaseControl

WORDS = ChartWords("Montants versés", "Présentation", "Graphique", "Tableau", ("Mois", "Montant"))
MONTHS = (
    Amount("Mai 2026", "100 €", 10000),
    Amount("Juin 2026", "−50 €", -5000, spoken="moins 50 €"),
    Amount("Juillet 2026", "50 €", 5000, on_click=go("/juillet")),
)


@pytest.fixture
async def window() -> AsyncIterator[Flutter]:
    """A chart of three months, in a window and in a page of HTML."""
    flutter = Flutter("/", lambda: ft.View(controls=[chart(WORDS, MONTHS, axis=("mai", "juil."))]))
    yield flutter
    flutter.close()
    assert flutter.crashes == []


def bars(window: Flutter) -> dict[str, BaseControl]:
    """The bars of the chart, by what each is called."""
    [row] = [each for each in window.controls(ft.Row) if marked(each, Chart)]
    buttons = [each for each in walk(row) if isinstance(each, ft.TextButton)]
    return {Flutter.words_of(each)[0]: each for each in buttons}


def table(window: Flutter) -> list[list[str]]:
    """What the table shows, line by line."""
    [whole] = [each for each in window.controls(ft.Column) if marked(each, Table)]
    lines = [each for each in walk(whole) if isinstance(each, ft.Row)]
    return [
        [word for cell in walk(line) if marked(cell, Cell) for word in Flutter.words_of(cell)]
        for line in lines
    ]


def page(window: Flutter) -> Element:
    """The page of HTML, which is valid."""
    html = str(Drawing(Rules(), CONTROLS, strict=True).body(window.page))
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    shown: Element = parser.parse(f"<!DOCTYPE html><body>{html}")
    return shown


def is_on(button: BaseControl) -> bool:
    toggle = marked(button, Toggle)
    assert toggle is not None
    return toggle.on


async def test_each_bar_is_named_by_its_figure(window: Flutter) -> None:
    """A screen reader reads what the bar is of and its amount, a minus in words; the last is shown first."""
    await window.until(lambda: bool(window.controls(ft.Row)))
    assert {name: is_on(each) for name, each in bars(window).items()} == {
        "Mai 2026, 100 €": False,
        "Juin 2026, moins 50 €": False,
        "Juillet 2026, 50 €": True,
    }
    assert marked(window.button("Juillet 2026"), Place)


async def test_a_bar_that_is_pressed_shows_its_figure(window: Flutter) -> None:
    """Who sees the bars reads the figure of the one that was pressed, and no other's."""
    await window.until(lambda: bool(window.controls(ft.Row)))
    await window.press("Mai 2026, 100 €")
    await window.until(lambda: window.says("Mai 2026"))
    assert "100 €" in window.words
    assert "50 €" not in window.words
    assert [name for name, each in bars(window).items() if is_on(each)] == ["Mai 2026, 100 €"]


async def test_the_table_has_the_same_figures(window: Flutter) -> None:
    """One press away: each month and its amount, what leads on leading on from there too; and the bars come back."""
    await window.until(lambda: bool(window.controls(ft.Row)))
    await window.press("Tableau")
    await window.until(lambda: is_on(window.button("Tableau")))
    assert table(window) == [
        ["Mois", "Montant"],
        ["Mai 2026", "100 €"],
        ["Juin 2026", "moins 50 €"],
        ["Juillet 2026", "50 €"],
    ]
    assert marked(window.button("Juillet 2026"), Place)
    await window.press("Graphique")
    await window.until(lambda: len(bars(window)) == len(MONTHS))


async def test_a_page_has_a_toolbar_or_a_table_and_prints_the_figures(window: Flutter) -> None:
    """The bars are one toolbar; the table has heads of columns and of lines, and is on paper whatever is seen."""
    await window.until(lambda: bool(window.controls(ft.Row)))
    with_bars = page(window)
    [toolbar] = with_bars.findall(".//*[@role='toolbar']")
    assert [each.get("aria-pressed") for each in toolbar] == ["false", "false", "true"]
    [paper] = with_bars.findall(".//table")
    await window.press("Tableau")
    await window.until(lambda: is_on(window.button("Tableau")))
    with_table = page(window)
    assert not with_table.findall(".//*[@role='toolbar']")
    [table] = with_table.findall(".//table")
    heads = [(each.get("scope"), "".join(each.itertext())) for each in table.iter("th")]
    assert heads == [
        ("col", "Mois"),
        ("col", "Montant"),
        ("row", "Mai 2026"),
        ("row", "Juin 2026"),
        ("row", "Juillet 2026"),
    ]
    assert list(table.itertext()) == list(paper.itertext())
