"""A screen is one tree: the width of its window changes what its controls look like, never which there are."""

from __future__ import annotations

import ast
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import flet as ft
import pytest
from flet.components.component import Component

from app.appearance.appearance import Appearance, TextSize
from app.core import routes
from app.payments.paths import DEBTS, month_path, payment_path
from app.settings.paths import SIGN_IN_CODE
from semantics import Busy, marked
from tests.app.account_states import payments_of, settings_of
from tests.views.flutter import Flutter, parts_of
from tests.views.shell.test_fields_stay import FORMS, settled, stage
from tests.views.test_literals import DESIGN, MODULES, VIEWS, named, tree_of
from views.app import MENUS, program_view
from views.design.window import Room, Window
from views.features import FEATURES
from views.home.text import HomeText
from views.shell.context import Program
from views.sign_in.text import WelcomeText
from views.steps.text import FranceConnectButtonText

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from app.core.scope import PageScope
    from tests.app.conftest import Network
    from tests.views.shell.test_fields_stay import Stage

    OpenAll = Callable[[str], "Windows"]

__all__ = ["stage"]

Shape: TypeAlias = "tuple[str, str, tuple[Shape, ...]]"

WIDTHS = {320: Room.NARROW, 412: Room.PHONE, 720: Room.MEDIUM, 1280: Room.WIDE}
PATHS = [route.path for feature in FEATURES for route in feature.routes]
PUBLIC = ["/", "/no/such/page", *(path for path in PATHS if path.count("/") == 1 and path != routes.HOME)]
ACCOUNT = [path for path in PATHS if routes.is_private(path) and ":" not in path]

# What is the last to come on a screen.
LAST = {
    routes.WELCOME: WelcomeText.BENEFITS,
    routes.SIGN_IN: FranceConnectButtonText.BUTTON,
    routes.HOME: HomeText.DETAIL,
}

# What a screen could ask for the width by.
WIDTH_NAMES = {"NARROW_MAX", "PHONE_MAX", "WIDE_MIN", "Room", "room", "use_room", "vary", "present_window"}


class Windows:
    """One program in a window of each width, and in a page that has none."""

    def __init__(self, page: PageScope, route: str) -> None:
        self.page = page
        self.shown = [Flutter(route, program_view, Program(page, Window(width), MENUS)) for width in WIDTHS]
        self.shown.append(Flutter(route, program_view, Program(page, None, MENUS)))

    async def go(self, route: str) -> None:
        """Go to a screen in each of them, and hold that it is one tree."""
        for window in self.shown:
            window.go(route)
            await window.until(partial(_stands_at, window, route))
        await self.agree()

    async def press(self, label: str) -> None:
        """Press in one of them what the others show too."""
        await self.shown[0].press(label)

    async def agree(self) -> None:
        """Hold that there is one tree in all of them."""
        for window in self.shown:
            await window.until(partial(_is_read, window))
            await settled(window)
        one, *others = self.shown
        for other in others:
            # What one has read the other may not have drawn yet.
            await other.until(partial(_are_alike, one, other))

    def close(self) -> None:
        for window in self.shown:
            window.close()
        assert [crash for window in self.shown for crash in window.crashes] == []


def shape(control: ft.BaseControl) -> Shape:
    """What kind a control is, its key, and the same of what it holds, hidden or not; a component is what it drew."""
    while isinstance(control, Component) and len(drawn := [*parts_of(control)]) == 1:
        control = drawn[0]
    return type(control).__name__, str(control.key), tuple(map(shape, parts_of(control)))


def numbers(control: ft.BaseControl) -> list[int]:
    """The numbers of a control and of all that it holds, by which Flutter knows them."""
    return [control._i, *(number for part in parts_of(control) for number in numbers(part))]


def _stands_at(window: Flutter, route: str) -> bool:
    return window.route == route


def _is_read(window: Flutter) -> bool:
    return bool(window.heading) and not _awaits(window)


def _awaits(window: Flutter) -> bool:
    return any(marked(control, Busy) for control in window.controls(ft.Semantics))


def _are_alike(one: Flutter, other: Flutter) -> bool:
    return shape(one.view) == shape(other.view)


@pytest.fixture
async def open_all(page: PageScope) -> AsyncIterator[OpenAll]:
    with ExitStack() as opened:

        def opening(route: str) -> Windows:
            windows = Windows(page, route)
            opened.callback(windows.close)
            return windows

        yield opening


async def test_public_screens_are_one_tree(open_all: OpenAll) -> None:
    """Whoever comes is shown the same controls in the same order, whatever the width."""
    windows = open_all(routes.WELCOME)
    for path in PUBLIC:
        await windows.go(path)


async def test_screens_of_an_account_are_one_tree(stage: Stage, open_all: OpenAll) -> None:
    """So is who is signed in, bars and breadcrumbs included."""
    await stage.sign_in()
    windows = open_all(routes.HOME)
    for path in ACCOUNT:
        await windows.go(path)
    payments = payments_of(stage.page).value
    assert payments
    await windows.go(payment_path(payments.items[0].payment_id))
    await windows.go(month_path(payments.items[0].month))
    await windows.go(DEBTS)


@pytest.mark.parametrize("form", FORMS)
async def test_forms_are_one_tree(form: str, stage: Stage, open_all: OpenAll) -> None:
    """So is who fills in a form, its faults included."""
    come, route, submit = FORMS[form]
    if come is not None:
        await come(stage)()
    windows = open_all(route)
    await windows.agree()
    await windows.press(submit)
    await windows.agree()


async def test_what_comes_late_is_shown_in_each(stage: Stage, open_all: OpenAll, network: Network) -> None:
    """What is still being read when the windows are opened comes to all of them."""
    await stage.sign_in()
    network.hold()
    windows = open_all(SIGN_IN_CODE)
    reading = settings_of(stage.page).code.known.load
    await windows.shown[0].until(lambda: reading.slow)
    network.release()
    await windows.agree()


@pytest.mark.parametrize(("path", "last"), LAST.items())
async def test_a_window_turned_is_drawn_with_the_controls_that_it_has(
    path: str, last: str, stage: Stage, page: PageScope
) -> None:
    """Each control is the one that it was, in its place, however often the window is turned."""
    if path == routes.HOME:
        await stage.sign_in()
    window = Window(412)
    screen = Flutter(path, program_view, Program(page, window, MENUS))
    await screen.until(lambda: screen.says(last))
    await settled(screen)
    before, words = numbers(screen.view), screen.words
    for width, room in [*WIDTHS.items(), (412, Room.PHONE)]:
        window.resize(width)
        await settled(screen)
        assert window.room is room
        assert numbers(screen.view) == before
    assert screen.words == words
    screen.close()


async def test_a_page_without_a_window_scales_nothing(page: PageScope) -> None:
    """Where the browser draws text in its own size, a larger one is said of the page, and no screen is made anew."""
    screen = Flutter(routes.SIGN_IN, program_view, Program(page, None, MENUS))
    await screen.until(lambda: screen.says(LAST[routes.SIGN_IN]))
    await settled(screen)
    before = numbers(screen.view)
    await page.state(Appearance.of).choose_text_size(TextSize.LARGEST)
    await screen.until(lambda: screen.page.data.text_scale == TextSize.LARGEST.factor)
    await settled(screen)
    assert numbers(screen.view) == before
    screen.close()


def test_no_screen_knows_a_width() -> None:
    """Only the design system asks how wide the window is: a screen says what varies, whatever the width."""
    found = [
        f"{named(path)}: {name}"
        for path in MODULES
        if path.parent != DESIGN
        for node in ast.walk(tree_of(path))
        for name in _names(node)
        if name in WIDTH_NAMES
    ]
    assert found == []
    pages = [path for path in VIEWS.rglob("*.py") if "page.width" in path.read_text(encoding="utf-8")]
    assert pages == [DESIGN / "window.py"]


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Attribute):
        return [node.attr]
    if isinstance(node, ast.ImportFrom):
        return [alias.name for alias in node.names]
    return []
