from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.appearance.appearance import TextSize
from views.design import theme, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from views.design.theme import Palette

PALETTES = {
    "light": theme.LIGHT,
    "dark": theme.DARK,
    "contrast-light": theme.CONTRAST_LIGHT,
    "contrast-dark": theme.CONTRAST_DARK,
}
HIGH_CONTRAST = ("contrast-light", "contrast-dark")
TEXT = [
    *((ink, ground) for ink in ("ink", "soft", "primary") for ground in ("page", "card")),
    ("on_primary", "primary"),
    ("on_tint", "tint"),
    ("primary", "tint"),
]
# The hues of the design say what they are about; the words say it too.
STATES = [
    ("ok", "ok_tint"),
    ("warn", "warn_tint"),
    ("error", "error_tint"),
    ("soft", "tint"),
]
ERRORS = [(ink, ground) for ink in ("error", "warn") for ground in ("page", "card")]
LINES = [
    *(("accent", ground) for ground in ("page", "card", "tint")),
    *((line, ground) for line in ("line", "primary", "error") for ground in ("page", "card")),
    ("error", "error_tint"),
]


def luminance(color: str) -> float:
    """Relative luminance of `#RRGGBB` (WCAG 2.2)."""
    channels = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_is_the_standards() -> None:
    """The two ends of the scale, and the grey that is known to pass 4.5 by a hair."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def too_faint(
    pairs: Sequence[tuple[str, str]], least: float, palettes: Iterable[str] = tuple(PALETTES)
) -> list[str]:
    """List the pairs of these palettes that keep less than the ratio, each with its own."""
    return [
        f"{name}: {ink} on {ground} {ratio:.2f}"
        for name in palettes
        for ink, ground in pairs
        if (ratio := contrast(getattr(PALETTES[name], ink), getattr(PALETTES[name], ground))) < least
    ]


def test_text_stands_out() -> None:
    """Every text keeps 7:1 on what it stands on, in each of the four themes."""
    faint = too_faint(TEXT, 7)
    assert not faint, faint


def test_words_in_colour_stand_out() -> None:
    """Words of an alert, an error or a success pass WCAG AA on their tint, and AAA in high contrast."""
    faint = too_faint(STATES, 4.5) + too_faint(STATES, 7, HIGH_CONTRAST)
    assert not faint, faint


def test_errors_beside_a_field_stand_out() -> None:
    """Errors stand on the page itself too, above their field."""
    faint = too_faint(ERRORS, 6.5)
    assert not faint, faint


def test_lines_stand_out() -> None:
    """The edges of what is typed in or pressed keep 3:1, in each of the four themes."""
    faint = too_faint(LINES, 3)
    assert not faint, faint


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_the_theme_paints_the_palette(palette: Palette) -> None:
    """What is measured is what the client is given."""
    scheme = theme.theme(palette).color_scheme
    assert scheme is not None
    assert scheme.surface == palette.page
    assert scheme.on_surface == palette.ink
    assert scheme.surface_container_lowest == palette.card
    assert scheme.primary == palette.primary
    assert scheme.error == palette.error
    assert scheme.outline == palette.line


@pytest.mark.parametrize("size", TextSize)
def test_the_places_of_the_bar_fit_the_smallest_window(size: TextSize) -> None:
    """Four of them stand side by side in 320 pixels: their names grow with the text as far as none is cut."""
    bar = theme.theme(theme.LIGHT, scale=size.factor).navigation_bar_theme
    assert bar is not None
    assert isinstance(bar.label_text_style, dict)
    for style in bar.label_text_style.values():
        assert tokens.PLACE_SIZE <= (style.size or 0) <= tokens.PLACE_MAX_SIZE
