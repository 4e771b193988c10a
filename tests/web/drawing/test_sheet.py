"""The style sheet: four themes, small, and a ring that can be seen on each."""

from __future__ import annotations

import re

import brotli
import pytest

from main import looks
from tests.views.design.test_theme import contrast
from views.design import theme
from views.design.button_style import switch_style
from web.drawing import looks as css
from web.drawing.sheet import base_sheet

SHEET = base_sheet(looks(), lambda name: f"/-/{name}")


def test_it_is_small() -> None:
    """What every page needs before it is seen."""
    assert len(brotli.compress(SHEET.encode(), quality=5)) < 4_000


@pytest.mark.parametrize("palette", [theme.LIGHT, theme.DARK, theme.CONTRAST_LIGHT, theme.CONTRAST_DARK])
def test_the_ring_of_the_focus_is_seen(palette: theme.Palette) -> None:
    """It is of ink, on whatever a control stands on: 3:1 at least (WCAG 1.4.11)."""
    assert ":focus-visible{outline:3px solid var(--onsurface)" in SHEET
    for paper in (
        palette.page,
        palette.card,
        palette.tint,
        palette.error_tint,
        palette.warn_tint,
        palette.ok_tint,
    ):
        assert contrast(palette.ink, paper) >= 3


def test_buttons_are_in_roles() -> None:
    """A colour that a theme gives as itself is that of a role in all four: one rule serves them."""
    rules = re.findall(r"^\.(?:filled|outlined|plain)[^{]*\{([^}]*)\}", SHEET, re.MULTILINE)
    assert rules
    assert not [rule for rule in rules if "#" in rule]


@pytest.mark.parametrize("wish", ["data-scheme=dark", "data-contrast=more", "prefers-contrast:more", "print"])
def test_each_wish_is_met(wish: str) -> None:
    """By what the person chose, or else by what the system asks for."""
    assert wish in SHEET


def test_a_button_with_looks_of_its_own_keeps_them_under_the_pointer() -> None:
    """Those of the theme, which has a tint there, would put white words on a light ground."""
    states = css.button_states(switch_style(on=True))
    assert states[":hover"]["background"] == states[":active"]["background"] == "var(--primary)"


def test_what_is_only_said_is_not_printed() -> None:
    """Cut to a dot on the screen, it would be a dot on the paper."""
    hidden = re.search(r"@media print\{.*?([^{}]*)\{display:none!important\}", SHEET, re.DOTALL)
    assert hidden
    assert {".spoken", "#live", ".live"} <= set(hidden[1].strip().split(","))


@pytest.mark.parametrize("wish", ["[data-contrast=more]", ":root:not([data-contrast=less])"])
def test_the_place_where_one_is_has_a_line_in_high_contrast(wish: str) -> None:
    """There its ground is that of the page, and its ink that of the other places."""
    assert theme.CONTRAST_LIGHT.tint == theme.CONTRAST_LIGHT.page
    assert f"{wish} nav a[aria-current]{{box-shadow:inset 0 -3px" in SHEET
