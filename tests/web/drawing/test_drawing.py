"""What a tab is sent of what changed, and what is refused."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

import flet as ft
import pytest

from semantics import Aside, Busy, Field, Form, Label, Language, Varies, mark
from tests.views.flutter import Flutter
from views.design.details import details, noted
from web.drawing.controls import CONTROLS
from web.drawing.drawing import Drawing, Undrawable
from web.drawing.elements import ROOT
from web.drawing.rules import Rules

if TYPE_CHECKING:
    from collections.abc import Callable


class Tab:
    """One tab on components of a test."""

    def __init__(self, draw: Callable[[], ft.Control]) -> None:
        @ft.component
        def view() -> ft.View:
            return ft.View(controls=[draw()])

        self.flutter = Flutter("/", view)
        self.rules = Rules()
        self.drawing = Drawing(self.rules, CONTROLS, strict=True)

    async def body(self) -> str:
        await asyncio.sleep(0.02)
        return self.drawing.body(self.flutter.page)

    async def press(self, label: str) -> dict[str, str]:
        self.flutter._changed.clear()
        await self.flutter.press(label)
        return dict(self.drawing.changes(self.flutter._changed))


@ft.component
def counter(name: str) -> ft.Control:
    count, set_count = ft.use_state(0)
    return ft.Column(
        [ft.Text(f"{name} {count}"), ft.TextButton(ft.Text(name), on_click=lambda _: set_count(count + 1))]
    )


async def test_what_changed_is_sent_and_nothing_else() -> None:
    """One of two components is another: its element alone is told, under the id that it had."""
    tab = Tab(lambda: ft.Column([counter("un"), counter("deux")]))
    before = await tab.body()
    [(id_, html)] = (await tab.press("deux")).items()
    assert "deux 1" in html
    assert "un" not in html.replace("deux", "")
    assert f'id="{id_}"' in before
    assert f'id="{id_}"' in html


async def test_what_is_the_same_is_not_sent() -> None:
    """A component that was drawn again with nothing else to show costs the line nothing."""

    @ft.component
    def same() -> ft.Control:
        count, set_count = ft.use_state(0)
        press = ft.TextButton(ft.Text("encore"), on_click=lambda _: set_count(count + 1))
        return ft.Column([ft.Semantics(identifier=str(count), content=press)])

    tab = Tab(same)
    await tab.body()
    assert await tab.press("encore") == {}


async def test_what_was_nothing_comes_with_what_is_around_it() -> None:
    """A component that showed nothing has no element of its own to put anything into."""

    @ft.component
    def notice() -> ft.Control:
        shown, show = ft.use_state(False)  # noqa: FBT003
        return ft.Column(
            [
                late(shown=shown),
                ft.TextButton(ft.Text("montrer"), on_click=lambda _: show(True)),  # noqa: FBT003
            ]
        )

    @ft.component
    def late(*, shown: bool) -> ft.Control:
        return (
            ft.Semantics(live_region=True, content=ft.Text("voilà")) if shown else ft.Container(visible=False)
        )

    tab = Tab(notice)
    assert "voilà" not in await tab.body()
    [html] = (await tab.press("montrer")).values()
    assert "voilà" in html
    assert tab.drawing.take_said() == ["voilà"]
    assert tab.drawing.take_said() == []


async def test_lines_are_said_one_after_the_other() -> None:
    """A title ends before the text under it begins, as for who sees both."""

    @ft.component
    def notice() -> ft.Control:
        shown, show = ft.use_state(False)  # noqa: FBT003
        lines = ft.Column([ft.Text("Document à vérifier"), ft.Text("La Caf regarde."), ft.Text("Merci")])
        return ft.Column(
            [
                ft.Semantics(live_region=True, container=True, content=lines if shown else ft.Column([])),
                ft.TextButton(ft.Text("montrer"), on_click=lambda _: show(True)),  # noqa: FBT003
            ]
        )

    tab = Tab(notice)
    await tab.body()
    await tab.press("montrer")
    assert tab.drawing.take_said() == ["Document à vérifier. La Caf regarde. Merci."]


async def test_what_stands_for_what_is_shown_is_said_alone() -> None:
    """A rule that turns says what it is now, once: neither a region that is live nor the page says it twice."""

    @ft.component
    def rule() -> ft.Control:
        met, meet = ft.use_state(False)  # noqa: FBT003
        words = "1 chiffre : respecté" if met else "1 chiffre : à respecter"
        shown = ft.Row([ft.Text("1 chiffre")])
        return ft.Column(
            [
                ft.Semantics(label=words, live_region=met, exclude_semantics=True, content=shown),
                ft.TextButton(ft.Text("taper"), on_click=lambda _: meet(True)),  # noqa: FBT003
            ]
        )

    tab = Tab(rule)
    await tab.body()
    [html] = (await tab.press("taper")).values()
    assert tab.drawing.take_said() == ["1 chiffre : respecté"]
    assert re.search(r'aria-hidden="true"[^>]*>(<[^>]*>)*1 chiffre<', html)


async def test_another_screen_is_the_whole_root() -> None:
    """What draws the view itself has nothing around it but the root."""
    tab = Tab(lambda: ft.Text("un"))
    await tab.body()
    assert set(tab.drawing.changes({tab.flutter.page._i})) == {ROOT}


def form(*fields: ft.Control) -> ft.Control:
    return mark(ft.Column([*fields, ft.FilledButton(ft.Text("Envoyer"))]), Form())


def field(label: str) -> ft.Control:
    return mark(ft.Container(ft.Column([mark(ft.Text(label), Label()), ft.TextField(value="<b>")])), Field())


async def test_fields_are_posted_by_what_they_are_called() -> None:
    """The same in every session; two of one name are told apart."""
    tab = Tab(lambda: form(field("Prénoms, séparés"), field("Âge"), field("Âge")))
    html = await tab.body()
    assert list(tab.drawing.names) == ["prenoms-separes", "age", "age-2"]
    assert 'value="&lt;b&gt;"' in html
    number = tab.drawing.control_of(tab.drawing.names["age"])
    assert isinstance(tab.flutter._session.index.get(number), ft.TextField)


@pytest.mark.parametrize("error", [None, "Tapez votre nom."])
async def test_a_field_to_fill_in_is_not_said_to_be_faulty_before_it_is(error: str | None) -> None:
    """Firefox takes one that is `required` for faulty while it is empty, and a screen reader says so of each."""
    box = ft.TextField(error=error)
    tab = Tab(lambda: form(mark(ft.Container(ft.Column([mark(ft.Text("Nom"), Label()), box])), Field())))
    body = await tab.body()
    assert ' aria-required="true"' in body
    assert (' aria-invalid="true"' in body) == (error is not None)
    assert " required" not in body


async def test_enter_presses_the_main_button() -> None:
    """Whatever can be pressed before it."""
    tab = Tab(lambda: form(ft.TextButton(ft.Text("Autre")), field("Nom")))
    html = await tab.body()
    first, *_ = html.split("<form")[1].split("<button")[1:]
    main = html.split("Envoyer")[0].rsplit('value="', 1)[1].split('"')[0]
    assert f'value="{main}"' in first


async def test_a_button_fills_its_box() -> None:
    """As in Flutter; HTML's own are as wide as their words."""
    tab = Tab(lambda: ft.Column([ft.Container(ft.TextButton(ft.Text("large")), padding=1)]))
    await tab.body()
    assert "width:100%" in tab.rules.sheet()


async def test_room_is_a_condition_of_the_style_sheet() -> None:
    """One tree for all widths: what is hidden in a phone, and what is larger in a wide window, CSS says."""
    varies = Varies({"visible": False, "padding": 4}, {}, {"padding": 8}, {"visible": True, "padding": 12})
    tab = Tab(lambda: mark(ft.Container(ft.Text("large"), padding=4), varies))
    await tab.body()
    sheet = tab.rules.sheet()
    assert "{padding:4px}" in sheet
    assert "@container (width >= 37.5rem){" in sheet
    assert "@container (width < 52.5rem){" in sheet
    assert "display:none" in sheet


@pytest.mark.parametrize(("on_phones", "hidden"), [(True, False), (False, True)])
async def test_a_browser_without_such_conditions_shows_what_phones_do(
    *, on_phones: bool, hidden: bool
) -> None:
    """One arrangement, not all of them: a page with two menus would have each thing twice."""
    varies = Varies({"visible": on_phones}, {}, {}, {"visible": not on_phones})
    tab = Tab(lambda: mark(ft.Container(ft.Text("menu")), varies))
    await tab.body()
    rule = "@supports not (container-type:inline-size){"
    assert (f"{rule}." in tab.rules.sheet()) is hidden


@pytest.mark.parametrize(
    "control",
    [
        ft.Slider(),
        ft.Text("x", italic=True),
        ft.Container(ft.Text("x"), rotate=1),
        ft.Text("x", style=ft.TextStyle(bgcolor="red")),
        ft.TextField(label="x", multiline=True, hint_text="y"),
        ft.GestureDetector(ft.Text("x"), on_tap=lambda _: None),
    ],
    ids=["type", "property", "movement", "style", "hint", "gesture"],
)
async def test_what_has_no_drawing_fails_a_test(control: ft.Control) -> None:
    """And is missing for a visitor, with its name in the log."""
    tab = Tab(lambda: control)
    with pytest.raises(Undrawable):
        await tab.body()


async def test_what_has_no_drawing_is_told_by_name(caplog: pytest.LogCaptureFixture) -> None:
    """A visitor has the rest of the page."""
    tab = Tab(lambda: ft.Column([ft.Slider(), ft.Text("le reste")]))
    await asyncio.sleep(0.02)
    html: Any = Drawing(tab.rules, CONTROLS).body(tab.flutter.page)
    assert "le reste" in html
    assert "Slider" in caplog.text


async def test_that_parts_are_awaited_is_said_once() -> None:
    """However many of a screen are, one after the other: the same words say nothing more."""

    def awaited(*, shown: bool) -> ft.Control:
        words = "Chargement en cours." if shown else None
        return mark(ft.Semantics(label=words, live_region=True, content=ft.Container()), Busy())

    @ft.component
    def screen() -> ft.Control:
        slow, wait = ft.use_state(0)
        more = ft.TextButton(ft.Text("attendre"), on_click=lambda _: wait(slow + 1))
        return ft.Column([*(awaited(shown=rank < slow) for rank in range(3)), more])

    tab = Tab(screen)
    await tab.body()
    tab.drawing.take_said()
    await tab.press("attendre")
    assert tab.drawing.take_said() == ["Chargement en cours."]
    await tab.press("attendre")
    assert tab.drawing.take_said() == []


async def test_what_stands_aside_gives_way_to_an_answer() -> None:
    """One act, one message: what is told of every screen is said only where nothing answers what was done."""

    @ft.component
    def told() -> ft.Control:
        answers, answer = ft.use_state(0)
        aside = ft.Semantics(live_region=True, content=ft.Text(f"En maintenance {answers}"))
        answered = ft.Semantics(live_region=True, content=ft.Text("Impossible" if answers == 1 else ""))
        press = ft.TextButton(ft.Text("encore"), on_click=lambda _: answer(answers + 1))
        return ft.Column([mark(ft.Container(content=aside), Aside()), answered, press])

    tab = Tab(told)
    await tab.body()
    tab.drawing.take_said()
    await tab.press("encore")
    assert tab.drawing.take_said() == ["Impossible"]
    await tab.press("encore")
    assert tab.drawing.take_said() == ["En maintenance 2"]
    await tab.press("encore")
    assert tab.drawing.take_said(answered=True) == []


async def test_words_of_another_language_say_which() -> None:
    """A screen reader reads names and licences by the rules of their own language, and nothing else by them."""
    tab = Tab(lambda: details(noted("Nom", "Licence"), mark(noted("name", "licence"), Language("en"))))
    french, english = re.findall(r"<div[^>]*><dt.*?</dd>", await tab.body())
    assert "lang=" not in french
    assert 'lang="en"' in english
