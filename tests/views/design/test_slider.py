"""A slider with its field: one value, chosen by either, and said in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import flet as ft
import pytest

from tests.views.flutter import Flutter
from views.design.slider import slider
from web.drawing.controls import CONTROLS
from web.drawing.drawing import Drawing
from web.drawing.rules import Rules

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

LABEL, FIELD = "Salaire net du foyer", "Montant en euros"


class Window:
    """A slider from 0 to 4,000 by 100, at 2,300; what it says is kept."""

    def __init__(self) -> None:
        self.told: list[int] = []
        self.flutter = Flutter("/", lambda: ft.View(controls=[_screen(self.told)]))

    @property
    def slider(self) -> ft.Slider:
        [found] = self.flutter.controls(ft.Slider)
        return found

    @property
    def html(self) -> str:
        return str(Drawing(Rules(), CONTROLS, strict=True).body(self.flutter.page))


@ft.component
def _screen(told: list[int]) -> ft.Control:
    value, choose = ft.use_state(2300)

    def choose_and_tell(chosen: int) -> None:
        told.append(chosen)
        choose(chosen)

    return slider(
        LABEL,
        value=value,
        on_change=choose_and_tell,
        least=0,
        most=4000,
        step=100,
        words=lambda amount: f"{amount} €",
        field_label=FIELD,
        hint_text="2 300 € par mois aujourd’hui",
    )


@pytest.fixture
async def window() -> AsyncIterator[Window]:
    """Open it."""
    window = Window()
    yield window
    window.flutter.close()
    assert window.flutter.crashes == []


async def test_what_is_moved_is_told_at_once(window: Window) -> None:
    """The field beside it holds the same, and what is said of it are words."""
    await window.flutter.slide(window.slider, 2600)
    assert window.told == [2600]
    assert window.flutter.field(FIELD).value == "2600"
    assert (window.slider.value, window.slider.label) == (2600, "2600 €")


@pytest.mark.parametrize(
    ("typed", "chosen"), [("1200", 1200), ("1 249", 1200), ("1250", 1200), ("9999", 4000), ("0", 0)]
)
async def test_what_is_typed_is_the_step_that_is_nearest(window: Window, typed: str, chosen: int) -> None:
    """It is told as it is typed, and stands in the field as it was typed until that is left."""
    await window.flutter.type(FIELD, typed)
    assert window.told == [chosen]
    assert (window.flutter.field(FIELD).value, window.slider.value) == (typed, chosen)
    await window.flutter.leave(FIELD)
    assert window.flutter.field(FIELD).value == str(chosen)


@pytest.mark.parametrize("typed", ["", "beaucoup", "-5", "²"])
async def test_what_is_no_amount_changes_nothing(window: Window, typed: str) -> None:
    """And goes as the field is left."""
    await window.flutter.type(FIELD, typed)
    await window.flutter.leave(FIELD)
    assert window.told == []
    assert window.flutter.field(FIELD).value == "2300"


async def test_a_browser_has_a_range_of_its_own(window: Window) -> None:
    """By keyboard and by touch as any, named by its label, described by its hint, said in words."""
    element = next(each for each in window.html.split("<") if each.startswith("input") and "range" in each)
    for attribute in (
        'type="range"',
        'min="0"',
        'max="4000"',
        'step="100"',
        'value="2300"',
        'aria-valuetext="2300 €"',
        "aria-describedby=",
    ):
        assert attribute in element
    assert f">{LABEL}</label>" in window.html
