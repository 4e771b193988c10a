"""How Flet finds out what an event is made of, for which `web/events.py` remembers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import flet as ft
import pytest
from flet.controls import base_control, control_event

from tests.flet.bare import Window, settle
from web import events
from web.said import EVENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

_OF_THE_PAGE: Final = {"route_change", "connect", "disconnect", "close"}
_by_flet: Final = control_event.get_event_field_type


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """What Flet looks at to find out what an event is made of; put back as it was after the test."""
    seen: list[Any] = []
    look = vars(control_event)["get_args"]

    def noted(annotation: Any) -> Any:
        seen.append(annotation)
        return look(annotation)

    monkeypatch.setattr(control_event, "get_args", noted)
    monkeypatch.setattr(base_control, "get_event_field_type", _by_flet)
    events._of_kind.cache_clear()
    yield seen
    events._of_kind.cache_clear()


async def _pressed(times: int) -> list[str]:
    heard: list[str] = []

    @ft.component
    def view() -> ft.View:
        return ft.View(controls=[ft.TextButton("oui", on_click=lambda event: heard.append(event.name))])

    window = Window(view)
    await settle()
    button = next(each for each in window.session.index.values() if isinstance(each, ft.TextButton))
    for _ in range(times):
        await window.session.dispatch_event(button._i, "click", None)
    return heard


async def test_flet_finds_it_out_at_each_event(looked: list[Any]) -> None:
    """One would expect it to know at the second."""
    await _pressed(1)
    once = len(looked)
    await _pressed(3)
    assert len(looked) == 4 * once > 0


async def test_it_is_found_out_once(looked: list[Any]) -> None:
    """The handler is called as before, and nothing is looked at from the second event on."""
    events.remember()
    assert await _pressed(1) == ["click"]
    once = len(looked)
    assert await _pressed(3) == ["click"] * 3
    assert len(looked) == once > 0


@pytest.mark.parametrize("kind", [*EVENTS, ft.Page], ids=lambda kind: kind.__name__)
def test_what_is_remembered_is_what_flet_finds(kind: Any) -> None:
    """For each event that a browser may tell of, and those of the page."""
    bare = object.__new__(kind)
    names = _OF_THE_PAGE if kind is ft.Page else {"tap", "change", *EVENTS[kind]}
    for name in names:
        assert events._of_kind(kind, f"on_{name}") == _by_flet(bare, f"on_{name}")
        assert events._type_of(bare, f"on_{name}") == _by_flet(bare, f"on_{name}")
