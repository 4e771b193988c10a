"""A look is described once: what is remembered is what would be described again."""

from __future__ import annotations

from typing import Any

import flet as ft
import pytest
from hypothesis import given
from hypothesis import strategies as st

from semantics import Varies, mark
from web.drawing.controls import CONTROLS
from web.drawing.drawing import Drawing
from web.drawing.rules import Rules
from web.drawing.scene import Part
from web.drawing.varied import Look, key_of

_LENGTHS = st.sampled_from([None, 0, 8, 8.5, 16])
_COLORS = st.sampled_from([None, "#112233", ft.Colors.PRIMARY, "onsurface"])
_PADDINGS = st.one_of(
    _LENGTHS,
    st.builds(ft.Padding.symmetric, vertical=st.sampled_from([0, 4, 8]), horizontal=st.sampled_from([0, 4])),
)
_SIDES = st.builds(ft.BorderSide, st.sampled_from([1, 2]), st.sampled_from(["#112233", "#445566"]))
_STYLES = st.builds(
    ft.TextStyle,
    size=st.sampled_from([None, 12, 16]),
    weight=st.sampled_from([None, ft.FontWeight.W_600]),
    color=_COLORS,
)
_TEXTS = st.builds(
    ft.Text, st.just("mots"), style=st.none() | _STYLES, color=_COLORS, expand=st.sampled_from([None, True])
)
_BUTTONS = st.builds(
    ft.FilledButton,
    st.just("oui"),
    style=st.none()
    | st.builds(
        ft.ButtonStyle,
        bgcolor=_COLORS | st.dictionaries(st.sampled_from(list(ft.ControlState)), st.just("#112233")),
        side=st.none() | _SIDES,
        padding=st.sampled_from([None, ft.Padding.all(8), ft.Padding.all(4)]),
    ),
)


def _boxes(inside: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    containers = st.builds(
        ft.Container,
        content=inside,
        padding=_PADDINGS,
        bgcolor=_COLORS,
        width=_LENGTHS,
        border=st.none() | st.builds(ft.Border.only, top=_SIDES, left=st.none() | _SIDES),
        alignment=st.sampled_from([None, ft.Alignment.CENTER, ft.Alignment(-1, 0)]),
    )
    varying = st.builds(
        lambda box, wide: mark(box, Varies({"width": 100, "visible": True}, {}, {"width": 200}, wide)),
        containers,
        st.sampled_from([{}, {"width": 300}, {"visible": False}]),
    )
    rows = st.builds(
        ft.Row,
        st.lists(inside, min_size=1, max_size=3),
        spacing=st.sampled_from([0, 8]),
        wrap=st.booleans(),
        tight=st.booleans(),
    )
    return st.one_of(containers, varying, rows)


_SHOWN = st.recursive(_TEXTS | _BUTTONS, _boxes, max_leaves=8)


def _drawn(controls: list[Any], rules: Rules) -> str:
    page = type("Page", (), {"views": ft.View(controls=controls), "_dialogs": ft.View()})()
    return str(Drawing(rules, CONTROLS, strict=True).body(page))


@given(st.lists(_SHOWN, min_size=1, max_size=6))
def test_what_is_remembered_of_others_is_what_a_host_that_knows_nothing_draws(shown: list[Any]) -> None:
    """Classes are named by what they hold: the same page is the same text, whatever was drawn before."""
    knowing = Rules()
    for each in shown:
        assert _drawn([each], knowing) == _drawn([each], Rules())
    assert _drawn(shown, knowing) == _drawn(shown, Rules())


def test_nothing_but_looks_is_told_of_a_control() -> None:
    """What describes a look cannot ask for what is written in it: that is not in the key, nor may a style sheet be."""
    look = Look(ft.Text("Camille", color="#112233"), {})
    assert look.color == "#112233"
    with pytest.raises(AttributeError):
        _ = look.value


def test_what_is_written_in_two_controls_makes_no_other_look() -> None:
    """Two names in the same style are one class, known by one key that has neither."""

    def describe(_: object, __: str) -> dict[str, str]:
        return {}

    first, second = (key_of((Part(ft.Text(name, size=12), describe, "row"),)) for name in ("Camille", "Alix"))
    assert first == second
    assert "Camille" not in repr(first)


def test_how_many_looks_are_known_is_bounded() -> None:
    """A program that made a look of each amount that it shows would fill the memory of its host."""
    rules = Rules()
    for n in range(20_001):
        rules.of({}, key=n)
    assert rules.known(0) is None
    assert rules.known(20_000) is not None
