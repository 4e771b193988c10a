"""What a page shows, control by control, as the program made it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import flet as ft
from flet.components.component import Component

from semantics import Varies, marked
from web.inside import body_of, dialogs_of

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
    views = views_of(page.views)
    questions = [each for each in dialogs_of(page) if getattr(each, "open", False)]
    if views:
        yield from _within(views[-1], not questions)
    for each in questions:
        yield from _within(each, each is questions[-1])


def within(control: Any) -> Iterator[Any]:
    """Return a control and what it holds, as far as it is shown."""
    return (each for each, _ in _within(control, True))  # noqa: FBT003 - private


def words_of(control: Any) -> str:
    """Return the words that a control shows."""
    words = []
    for each in within(control):
        if isinstance(each, ft.Text):
            words.append(each.value or "")
        elif isinstance(content := getattr(each, "content", None), str):
            words.append(content)
    return " ".join(each for each in words if each)


def _within(control: Any, open_: bool) -> Iterator[tuple[Any, bool]]:  # noqa: FBT001 - private
    if control is None or isinstance(control, str):
        return
    if isinstance(control, list):
        for each in control:
            yield from _within(each, open_)
        return
    if isinstance(control, Component):
        yield from _within(body_of(control), open_)
        return
    # What is shown where there is room is drawn for every browser: the host does not know how wide a window is.
    if getattr(control, "visible", True) is False and marked(control, Varies) is None:
        return
    open_ = open_ and not getattr(control, "disabled", False)
    yield control, open_
    for name in _PARTS:
        part = getattr(control, name, None)
        if part is not None:
            yield from _within(part, open_)


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
