"""What a program memoizes is drawn once, for as long as it shows the same."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, Any

import flet as ft

from semantics import Field, mark
from tests.views.flutter import Flutter
from web.drawing.controls import CONTROLS
from web.drawing.drawing import Drawing
from web.drawing.rules import Rules

if TYPE_CHECKING:
    from collections.abc import Callable


class Tab:
    """One tab on a view of a test, which counts the words that are drawn."""

    def __init__(self, view: Callable[[], Any]) -> None:
        self.drawn: Counter[str] = Counter()
        self.flutter = Flutter("/", ft.component(view))
        self.drawing = Drawing(Rules(), dict(CONTROLS) | {ft.Text: self._text}, strict=True)

    def _text(self, control: ft.Text, scene: Any) -> Any:
        self.drawn[str(control.value)] += 1
        return CONTROLS[ft.Text](control, scene)

    async def body(self) -> str:
        await asyncio.sleep(0.02)
        return str(self.drawing.body(self.flutter.page))

    async def press(self, label: str) -> str:
        """Press something; return all that the browser is told."""
        self.drawn.clear()
        self.flutter._changed.clear()
        await self.flutter.press(label)
        return "".join(self.drawing.changes(self.flutter._changed).values())


def _button_id(html: str) -> str:
    """Return the id of the first button of the foot."""
    button = html[html.index("<button", html.index("pied 0")) :]
    return button.partition('id="')[2].partition('"')[0]


@ft.component
def foot(name: str, shows: Callable[[int], ft.Control]) -> ft.Control:
    count, set_count = ft.use_state(0)
    inside = counting(shows)
    return ft.Column([ft.Text(f"{name} {count}"), _press("dessous", lambda: set_count(count + 1)), inside])


@ft.component
def counting(shows: Callable[[int], ft.Control]) -> ft.Control:
    count, set_count = ft.use_state(0)
    return ft.Column([shows(count), _press("dedans", lambda: set_count(count + 1))])


def _press(label: str, act: Callable[[], None]) -> ft.Control:
    return ft.TextButton(ft.Text(label), on_click=lambda _: act())


def _around(
    shows: Callable[[int], ft.Control], *, hides: bool = False, renames: bool = False
) -> Callable[[], ft.View]:
    def view() -> ft.View:
        count, set_count = ft.use_state(0)
        name = "autre pied" if renames and count else "pied"
        kept = [] if hides and count % 2 else [ft.memo(foot)(name, shows)]
        return ft.View(
            controls=[
                ft.Column([_press("autour", lambda: set_count(count + 1)), ft.Text(f"haut {count}"), *kept])
            ]
        )

    return view


def words(count: int) -> ft.Control:
    return ft.Text(f"dedans {count}")


def box(count: int) -> ft.Control:
    return mark(ft.TextField(label="Nom", value=str(count)), Field())


async def test_what_is_memoized_is_not_drawn_again_with_what_is_around_it() -> None:
    """Its words are drawn once, and the browser is told them with the rest."""
    tab = Tab(_around(words))
    first = await tab.body()
    told = await tab.press("autour")
    assert tab.drawn == Counter(["haut 1"])
    foot_before, foot_now = first[first.index("pied 0") :], told[told.index("pied 0") :]
    assert foot_now.startswith(foot_before.partition("</div>")[0])


async def test_what_changes_in_it_is_drawn_and_stays() -> None:
    """A press within it changes what it shows; what is around it is then told with that."""
    tab = Tab(_around(words))
    await tab.body()
    for press, shown in (("dedans", "dedans 1"), ("dessous", "pied 1")):
        assert shown in await tab.press(press)
        assert tab.drawn[shown] == 1
        assert shown in await tab.press("autour")
        assert shown in await tab.press("autour")
        assert tab.drawn[shown] == 0


async def test_what_is_given_something_else_is_drawn_anew() -> None:
    """Of other arguments it is another."""
    tab = Tab(_around(words, renames=True))
    await tab.body()
    assert "autre pied 0" in await tab.press("autour")


async def test_what_comes_back_is_as_it_was_left() -> None:
    """Gone meanwhile, nobody can press it; there again, what is pressed in it is what the browser has."""
    tab = Tab(_around(words, hides=True))
    before = _button_id(await tab.body())
    assert tab.drawing.control_of(before) is not None
    assert "pied" not in await tab.press("autour")
    assert tab.drawing.control_of(before) is None
    again = _button_id(await tab.press("autour"))
    assert tab.drawing.control_of(again) in tab.flutter.page.session.index


async def test_what_is_filled_in_is_drawn_each_time() -> None:
    """What a field holds is the browser's: a drawing of before would take it back."""
    tab = Tab(_around(box))
    await tab.body()
    await tab.press("autour")
    assert tab.drawn["pied 0"] == 1


async def test_what_changes_under_another_screen_costs_nothing() -> None:
    """A view that lies under the one shown is not told, and nothing is drawn for it."""
    changes: list[Callable[[int], None]] = []

    @ft.component
    def under() -> ft.Control:
        count, set_count = ft.use_state(0)
        changes.append(set_count)
        return ft.Text(f"dessous {count}")

    def views() -> Any:
        return [
            ft.View(route="/", controls=[under()]),
            ft.View(route="/dessus", controls=[ft.Text("dessus")]),
        ]

    tab = Tab(views)
    assert "dessous" not in await tab.body()
    tab.drawn.clear()
    tab.flutter._changed.clear()
    changes[-1](1)
    await asyncio.sleep(0.02)
    assert tab.flutter._changed
    assert tab.drawing.changes(tab.flutter._changed) == {}
    assert not tab.drawn
