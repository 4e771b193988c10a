"""What one tab shows, as HTML: the whole page, or what changed of it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

import flet as ft
from flet.components.component import Component

from semantics import Item, marked
from web.drawing.element import EMPTY, element
from web.drawing.scene import Scene
from web.inside import body_of, dialogs_of, number_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from flet.controls.base_control import BaseControl
    from markupsafe import Markup

    from web.drawing.rules import Declarations, Rules

logger = logging.getLogger(__name__)


ROOT: Final = "root"
"""The id of the element that holds all that is drawn."""


class Undrawable(Exception):
    """A control, an attribute or a value that has no drawing in HTML."""


class Drawing:
    """Draws the controls of one tab, and knows what its browser has of them.

    Elements are numbered in the order in which they are first drawn: the same screen, begun anew, has the same numbers.

    Args:
        rules: the styles of the host.
        controls: draws a control of that type.
        strict: whether what cannot be drawn is an error, as in tests; a visitor misses it, and the log names it.
    """

    def __init__(
        self,
        rules: Rules,
        controls: Mapping[type, Callable[[Any, Scene], Markup]],
        *,
        strict: bool = False,
    ) -> None:
        self._rules = rules
        self._controls = controls
        self._strict = strict
        self._ids: dict[int, str] = {}
        self._numbers: dict[str, int] = {}
        self._page: ft.Page | None = None
        self._known: set[str] = set()
        self._shown = EMPTY
        self.classes: set[str] = set()
        self.names: dict[str, str] = {}
        self.summary = ""

    def draw(self, control: Any, scene: Scene) -> Markup:
        """Draw a control, and what it holds."""
        if control is None:
            return EMPTY
        if isinstance(control, Component):
            body = body_of(control)
            if isinstance(body, list):
                return EMPTY.join(self.draw(each, scene) for each in body)
            return self.draw(body, scene)
        draw = self._controls.get(type(control))
        if draw is None:
            self.miss(f"{type(control).__name__} has no drawing")
            return EMPTY
        return draw(control, scene)

    def miss(self, what: str) -> None:
        """Say that something cannot be drawn.

        Raises:
            Undrawable: the drawing is strict.
        """
        if self._strict:
            raise Undrawable(what)
        logger.error("not drawn: %s", what)

    def id_of(self, control: BaseControl) -> str:
        """Return the id of a control's element."""
        number = number_of(control)
        if number not in self._ids:
            self._ids[number] = f"e{len(self._ids) + 1}"
            self._numbers[self._ids[number]] = number
        return self._ids[number]

    def control_of(self, id: str) -> int | None:  # noqa: A002 - HTML's word
        """Return Flet's number of the control whose element has that id."""
        return self._numbers.get(id)

    def style(self, declarations: Declarations, varied: Mapping[str, Declarations] | None = None) -> str:
        """Return the class of these declarations, and note that the page needs it."""
        name = self._rules.of(declarations, varied)
        if name:
            self.classes.add(name)
        return name

    def body(self, page: ft.Page) -> Markup:
        """Return what stands in the page's body: the view on top, and the question over it."""
        self._page = page
        scene = Scene(self)
        views = _views(page.views)
        shown = self.draw(views[-1], scene) if views else EMPTY
        dialogs = EMPTY.join(self.draw(each, scene) for each in dialogs_of(page))
        self._shown = shown + dialogs
        return self._shown

    def changes(self, numbers: Iterable[int]) -> dict[str, Markup]:
        """Return the HTML of each element that is another since it was last drawn, by its id."""
        before = self._shown
        if not numbers or self._page is None or self.body(self._page) == before:
            return {}
        return {ROOT: element("div", {"id": ROOT}, self._shown)}

    def take_classes(self) -> set[str]:
        """Return the classes drawn with that the browser has not been given, and take note that it has them now."""
        fresh = self.classes - self._known
        self._known |= fresh
        return fresh

    def take_said(self) -> list[str]:
        """Return what is to be said since last time, in its order."""
        return []

    def list_of(self, controls: Iterable[Any], scene: Scene, *, items: bool) -> Markup:
        """Draw controls one after the other, each an item of a list where they are."""
        if not items:
            return EMPTY.join(self.draw(each, scene) for each in controls)
        drawn = []
        for each in controls:
            html = self.draw(each, scene)
            if html:
                drawn.append(html if marked(each, Item) else element("li", {}, html))
        return EMPTY.join(drawn)


def _views(shown: Any) -> list[ft.View]:
    if isinstance(shown, ft.View):
        return [shown]
    if isinstance(shown, Component):
        return _views(body_of(shown))
    if isinstance(shown, list):
        return [view for each in shown for view in _views(each)]
    return []
