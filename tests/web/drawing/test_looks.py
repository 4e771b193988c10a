"""Lengths, as a browser has them."""

import flet as ft
import pytest

from web.drawing.looks import sides


@pytest.mark.parametrize(
    ("padding", "said"),
    [
        (24, "24px min(24px,6vw)"),
        (ft.Padding.symmetric(vertical=8, horizontal=20), "8px min(20px,5vw)"),
        (ft.Padding.only(left=16), "0 0 0 min(16px,4vw)"),
        (1, "1px"),
    ],
)
def test_in_a_small_window_words_have_the_space_beside_them(padding: ft.PaddingValue, said: str) -> None:
    """At 320 pixels and twice the size of text a long word has room before it is broken; nothing is lost above."""
    assert sides(padding) == said
