from __future__ import annotations

from typing import TYPE_CHECKING

import flet as ft

import semantics
from app.appearance.appearance import Appearance, Contrast, Motion, Scheme, TextSize
from app.appearance.paths import APPEARANCE
from app.core import routes
from views.appearance.text import AppearanceText
from views.design import tokens
from views.sign_in.text import WelcomeText

if TYPE_CHECKING:
    from app.core.scope import PageScope
    from tests.views.conftest import Open


async def test_still_motion_is_chosen(open_at: Open) -> None:
    """The ripple under a press, the little that moves by itself, goes at once; screens never slide."""
    screen = open_at(APPEARANCE)
    await screen.until(lambda: screen.heading == AppearanceText.HEADING)
    *_, motion = screen.controls(ft.RadioGroup)
    await screen.until(lambda: screen.page.dark_theme is not None)
    for painted in (screen.page.theme, screen.page.dark_theme):
        assert painted is not None
        assert painted.splash_color is None
        assert painted.page_transitions == ft.PageTransitionsTheme(
            **dict.fromkeys(("android", "ios", "linux", "macos", "windows"), ft.PageTransitionTheme.NONE)
        )
    await screen.choose(motion, "reduced")
    await screen.until(lambda: screen.page.theme is not None and screen.page.theme.splash_color is not None)
    for painted in (screen.page.theme, screen.page.dark_theme):
        assert painted is not None
        assert painted.splash_color == painted.highlight_color == tokens.TRANSPARENT


async def test_what_is_chosen_is_said_of_the_page(open_at: Open, page: PageScope) -> None:
    """A drawing that paints by itself finds all of it there; where nothing is chosen, it is as the system says."""
    screen = open_at(APPEARANCE)
    await screen.until(lambda: screen.heading == AppearanceText.HEADING)
    assert screen.page.data == semantics.Appearance()
    state = page.state(Appearance.of)
    await state.choose_scheme(Scheme.DARK)
    await state.choose_contrast(Contrast.NORMAL)
    await state.choose_text_size(TextSize.LARGER)
    await state.choose_motion(Motion.REDUCED)
    await screen.until(
        lambda: (
            screen.page.data
            == semantics.Appearance(scheme="dark", contrast=False, text_scale=1.5, still=True)
        )
    )
    await state.choose_contrast(Contrast.HIGH)
    await screen.until(lambda: screen.page.data.contrast is True)


async def test_there_is_no_motion_to_choose_in_a_browser(open_html_at: Open) -> None:
    """Nothing moves in a page: a choice that changes nothing is not offered."""
    screen = open_html_at(routes.WELCOME)
    await screen.until(lambda: screen.heading == WelcomeText.HEADING)
    screen.go(APPEARANCE)
    await screen.until(lambda: screen.heading == AppearanceText.HEADING)
    assert screen.says(AppearanceText.MOTION_STILL)
    assert len(screen.controls(ft.RadioGroup)) == 4


async def test_colours_are_chosen(open_at: Open) -> None:
    """The choice of colours changes the page's theme at once."""
    screen = open_at(APPEARANCE)
    await screen.until(lambda: screen.heading == AppearanceText.HEADING)
    scheme, contrast, _size, _words, _motion = screen.controls(ft.RadioGroup)
    assert screen.page.theme_mode is ft.ThemeMode.SYSTEM
    await screen.choose(scheme, "dark")
    await screen.until(lambda: screen.page.theme_mode is ft.ThemeMode.DARK)
    before = screen.page.dark_theme
    await screen.choose(contrast, "high")
    await screen.until(lambda: screen.page.dark_theme != before)
