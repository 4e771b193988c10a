"""What a page shows, control by control, as the program made it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import flet as ft
from flet.components.component import Component

from semantics import Varies, marked
from web.inside import body_of, dialogs_of, number_of, values_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def views_of(shown: Any) -> list[ft.View]:
    """Return the views among what a page holds, the one on top last."""
    if isinstance(shown, ft.View):
        return [shown]
    if isinstance(shown, Component):
        return views_of(body_of(shown))
    if isinstance(shown, list):
        return [view for each in shown for view in views_of(each)]
    return []


def walk(page: ft.Page) -> Iterator[tuple[Any, bool]]:
    """Return the controls that are shown, in reading order, and whether each is open to the person.

    While a question is asked over the screen, nothing under it is.
    """
    found: list[tuple[Any, bool]] = []
    _collect_shown(page, found)
    return iter(found)


def find(page: ft.Page, number: int) -> tuple[Any, bool] | None:
    """Return the control of that number, and whether it is open to the person; None where it is not shown."""
    found: list[tuple[Any, bool]] = []
    return found[-1] if _collect_shown(page, found, until=number) else None


def within(control: Any) -> Iterator[Any]:
    """Return a control and what it holds, as far as it is shown."""
    found: list[tuple[Any, bool]] = []
    _collect(control, found, open_=True)
    return (each for each, _ in found)


def words_of(control: Any) -> str:
    """Return the words that a control shows."""
    words = []
    for each in within(control):
        if isinstance(each, ft.Text):
            words.append(each.value or "")
        elif isinstance(content := getattr(each, "content", None), str):
            words.append(content)
    return " ".join(each for each in words if each)


def _collect_shown(page: ft.Page, found: list[tuple[Any, bool]], until: int = 0) -> bool:
    """Add what a page shows to what was found, as `_collect` does."""
    views = views_of(page.views)
    questions = [each for each in dialogs_of(page) if getattr(each, "open", False)]
    return (bool(views) and _collect(views[-1], found, open_=not questions, until=until)) or any(
        _collect(each, found, open_=each is questions[-1], until=until) for each in questions
    )


def _collect(control: Any, found: list[tuple[Any, bool]], *, open_: bool, until: int = 0) -> bool:
    """Add a control, and what it holds, to what was found; no further than the control of a number, if it is there."""
    if control is None or isinstance(control, str):
        return False
    if isinstance(control, list):
        return any(_collect(each, found, open_=open_, until=until) for each in control)
    if isinstance(control, Component):
        return _collect(body_of(control), found, open_=open_, until=until)
    # What is set is looked at, and no property asked for what it is by default: this is done at each press.
    values, own = values_of(control), vars(control)
    # What is shown where there is room is drawn for every browser: the host does not know how wide a window is.
    if values.get("visible") is False and marked(control, Varies) is None:
        return False
    open_ = open_ and not values.get("disabled")
    found.append((control, open_))
    if number_of(control) == until:
        return True
    for name in _PARTS:
        part = values.get(name) or own.get(name)
        if part is not None and _collect(part, found, open_=open_, until=until):
            return True
    return False


_PARTS = (
    "title",
    "content",
    "controls",
    "actions",
    "destinations",
    "appbar",
    "navigation_bar",
    "bottom_appbar",
)
