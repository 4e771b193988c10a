"""How Flet makes a control, for which `web/construction.py` has a quicker way."""

import dataclasses
import inspect
from collections.abc import Iterator
from typing import Any

import flet as ft
import pytest
from flet.components.component import Component
from flet.controls.value_types import Prop

from web.construction import KINDS, _names, quicken


@pytest.fixture
def ways() -> Iterator[None]:
    """Have the types be made quickly for one test."""
    before = {kind: kind.__init__ for kind in KINDS}
    quicken()
    yield
    for kind, made in before.items():
        kind.__init__ = made


def _by_flet(kind: Any, *given: Any, **named: Any) -> Any:
    made = object.__new__(kind)
    inspect.unwrap(kind.__init__)(made, *given, **named)
    return made


def _of(control: Any) -> dict[str, Any]:
    """All that a control is, but for its number."""
    return {
        each.name: getattr(control, each.name) for each in dataclasses.fields(control) if each.name != "_i"
    }


def test_each_property_is_set_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a text, whose words are given alone, more than forty properties are set."""
    seen: list[str] = []
    told = Prop.__set__

    def counted(self: Prop, control: Any, value: Any) -> None:
        seen.append(self.name)
        told(self, control, value)

    monkeypatch.setattr(Prop, "__set__", counted)
    _by_flet(ft.Text, "Bonjour")
    assert len(seen) > 40


@pytest.mark.parametrize("kind", KINDS)
def test_all_are_made_quickly(ways: None, kind: Any) -> None:
    """None says by itself how it is made."""
    assert hasattr(kind.__init__, "__wrapped__")


@pytest.mark.parametrize(
    ("kind", "given", "named"),
    [
        (ft.Text, ("Bonjour",), {"size": 3, "style": ft.TextStyle(size=2), "expand": None}),
        (ft.Container, (), {"content": ft.Text("a"), "data": 4, "padding": ft.Padding.all(3)}),
        (ft.Container, (ft.Text("a"),), {"key": "k", "visible": True, "on_click": print}),
        (ft.Column, (), {}),
        (ft.Column, ([ft.Text("a")],), {"spacing": 10, "tight": False}),
        (ft.FilledButton, ("Oui",), {"disabled": True, "icon": None}),
        (ft.Icon, (ft.Icons.HOME,), {"color": "red"}),
        (ft.View, (), {"route": "/ici", "padding": 0}),
        (ft.TextField, (), {"value": "", "label": "Nom"}),
        (ft.AlertDialog, (), {"open": True, "actions": [ft.TextButton("Oui")]}),
        (ft.TextStyle, (), {"size": 3, "weight": None}),
        (ft.Padding, (), {"left": 0, "top": 3}),
        (ft.BorderSide, (1, "red"), {}),
        (ft.ButtonStyle, (), {"color": {ft.ControlState.DEFAULT: "red"}}),
        (Component, (print,), {"kwargs": {"end": ""}, "memoized": True}),
    ],
)
def test_what_is_made_is_the_same(
    ways: None, kind: Any, given: tuple[Any, ...], named: dict[str, Any]
) -> None:
    """A control has the same properties, and the same of them are told from those that are as by default."""
    theirs, ours = _by_flet(kind, *given, **named), kind(*given, **named)
    assert _of(ours) == _of(theirs)
    assert ours._values == theirs._values
    assert ours._dirty == {}


def test_a_control_is_known_by_a_reference_and_a_number(ways: None) -> None:
    """What is made anew is nothing else, and a reference leads to it."""
    reference = ft.Ref[ft.Container]()
    one, other = ft.Container(ref=reference), ft.Container()
    assert reference.current is one
    assert one._i != other._i


def test_lists_are_each_ones_own(ways: None) -> None:
    """What a control holds by default no other one holds."""
    assert ft.Column().controls is not ft.Column().controls


@pytest.mark.parametrize(
    ("kind", "given", "named"),
    [
        (ft.Text, (), {"sise": 3}),
        (ft.Icon, (), {}),
        (ft.BorderSide, (1,) * 9, {}),
        (ft.Container, (None,), {"content": None}),
    ],
)
def test_what_cannot_be_made_is_refused(
    ways: None, kind: Any, given: tuple[Any, ...], named: dict[str, Any]
) -> None:
    """A name that is unknown, twice there or missing is an error, as it is with Flet."""
    for make in (kind, lambda *given, **named: _by_flet(kind, *given, **named)):
        with pytest.raises(TypeError):
            make(*given, **named)


def test_a_class_is_left_as_it_is(ways: None) -> None:
    """Flet changes the class with each control, whereupon all that Python knows of it is forgotten; here it stays."""
    before = ft.Text.__hash__
    try:
        ft.Text.__hash__ = mark = lambda _: 1  # type: ignore[method-assign]
        ft.Text("Bonjour")
        assert ft.Text.__hash__ is mark
        _by_flet(ft.Text, "Bonjour")
        assert ft.Text.__hash__ is not mark
    finally:
        ft.Text.__hash__ = before  # type: ignore[method-assign]


class Counted(ft.Text):
    """A control that is finished in a way of its own."""

    def __post_init__(self, ref: Any) -> None:
        super().__post_init__(ref)
        self.data = "finished"


def test_what_finishes_itself_does_so() -> None:
    """Where more is done with a control than Flet does, that is done."""
    assert _names(Counted) == {}
    assert _names(ft.Text) == {"_c": "Text"}
