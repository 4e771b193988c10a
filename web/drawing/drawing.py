"""What one tab shows, as HTML: the whole page, or what changed of it."""

from __future__ import annotations

import logging
import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import flet as ft
from flet.components.component import Component

from semantics import Varies, marked
from web.drawing.allowed import unknown
from web.drawing.element import EMPTY, element, joined
from web.drawing.marks import MARKS
from web.drawing.scene import Part, Scene
from web.drawing.varied import as_varied
from web.inside import body_of, control_of, dialogs_of, number_of, parent_of, values_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from flet.controls.base_control import BaseControl
    from markupsafe import Markup

    from web.drawing.element import Attribute, Attributes
    from web.drawing.rules import Conditions, Rules

    Draw = Callable[[Any, Scene], Markup]

logger = logging.getLogger(__name__)

ROOT: Final = "root"
"""The id of the element that holds all that is drawn."""

_NAME_MAX: Final = 60
_NOT_IN_NAMES: Final = re.compile("[^a-z0-9]+")


class Undrawable(Exception):
    """A control, an attribute or a value that has no drawing in HTML."""


class _Drawn(NamedTuple):
    """An element that the browser has, or is about to have, under an id.

    Attributes:
        number: of the outermost control that is drawn by it.
        scene: in which that control is drawn.
        within: the ids of the elements in it, those in others among them left out.
        digest: of its HTML.
        live: what is said when it appears or changes; empty for nothing.
    """

    number: int
    scene: Scene
    within: list[str]
    digest: int
    live: str


class Drawing:
    """Draws the controls of one tab, and knows what its browser has of them.

    Elements are numbered in the order in which they are first drawn: the same screen, begun anew, has the same numbers.
    What only other elements hold has no id: those that can be pressed or filled in have one, and the components, which
    change by themselves.

    Args:
        rules: the styles of the host.
        controls: draws a control of that type.
        strict: whether what cannot be drawn is an error, as in tests; a visitor misses it, and the log names it.

    Attributes:
        classes: those drawn with since they were last taken (`take_classes`).
        names: the id of each field, by the name under which it is posted.
        summary: the id of the summary of faults that is shown; empty for none.
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
        self._page: ft.Page | None = None
        self._given = 0
        self._ids: dict[int, str] = {}
        self._numbers: dict[str, int] = {}
        self._drawn: dict[str, _Drawn] = {}
        self._holders: dict[str, str] = {}
        self._loose: list[str] = []
        self._starts: list[int] = [0]
        self._heard: dict[str, str] = {}
        self._said: list[str] = []
        self._known: set[str] = set()
        self.classes: set[str] = set()
        self.names: dict[str, str] = {}
        self.summary = ""

    # What is shown.

    def body(self, page: ft.Page) -> Markup:
        """Return what stands in the page's root: the view on top, and the questions over it."""
        first = self._page is None
        self._page = page
        self._forget(self._loose)
        self._loose = []
        html = self._root()
        self._end()
        if first:
            self._said.clear()  # who opens a page reads it
        return html

    def changes(self, numbers: Iterable[int]) -> dict[str, Markup]:
        """Return the HTML of each element that is another since it was last drawn, outermost ones alone, by its id.

        Args:
            numbers: Flet's, of the controls that changed.
        """
        ids = {self._nearest(number) for number in numbers}
        outermost = [each for each in sorted(ids) if not any(holder in ids for holder in self._around(each))]
        before = {each: self._drawn[each] for each in outermost if each != ROOT}
        holders = {each: list(self._around(each)) for each in before}
        # All at once: a name that one of them gave up is free for another.
        self._forget(before)
        parts: dict[str, Markup] = {}
        for id_ in outermost:
            if id_ not in self._drawn:  # else it was drawn with what is around another one
                self._redraw(id_, before, holders, parts)
        self._end()
        return {
            id_: html
            for id_, html in parts.items()
            if not any(each in parts for each in holders.get(id_, ()))
        }

    def take_classes(self) -> set[str]:
        """Return the classes drawn with that the browser has not been given, and take note that it has them now."""
        fresh = self.classes - self._known
        self._known |= fresh
        return fresh

    def take_said(self) -> list[str]:
        """Return what is to be said since last time, in its order."""
        said, self._said = self._said, []
        return said

    def control_of(self, id: str) -> int | None:  # noqa: A002 - HTML's word
        """Return Flet's number of the control whose element has that id, which the browser has."""
        return self._numbers.get(id) if id in self._drawn else None

    # What controls are drawn with.

    def draw(self, control: Any, scene: Scene) -> Markup:
        """Draw a control, and what it holds."""
        if control is None:
            return EMPTY
        draw: Draw | None = (
            self._component if isinstance(control, Component) else self._controls.get(type(control))
        )
        if draw is None:
            self.miss(f"{type(control).__name__} has no drawing")
            return EMPTY
        data = control.data
        if values_of(control).get("visible") is False and marked(control, Varies) is None:
            return EMPTY
        if self._strict:
            for each in unknown(control):
                self.miss(f"{each} has no drawing")
        self._starts.append(len(self._loose))
        try:
            if isinstance(data, tuple):
                for mark in data:
                    meaning = MARKS.get(type(mark))
                    if meaning is not None:
                        draw = meaning(mark, draw)
            return draw(control, scene)
        finally:
            self._starts.pop()

    def _component(self, control: Component, scene: Scene) -> Markup:
        body = body_of(control)
        if isinstance(body, list):
            return joined([self.draw(each, scene.alone) for each in body])
        return self.draw(body, scene.owned_by(control))

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
        id_ = self._ids.get(number)
        if id_ is None:
            self._given += 1
            self._ids[number] = id_ = f"e{self._given}"
            self._numbers[id_] = number
        return id_

    def name_of(self, id_: str, *words: str) -> str:
        """Return the name under which a field is posted: what it is called, in the words that the page has for it."""
        folded = unicodedata.normalize("NFKD", " ".join(words).lower()).encode("ascii", "ignore").decode()
        name = wanted = _NOT_IN_NAMES.sub("-", folded).strip("-")[:_NAME_MAX] or "champ"
        rank = 1
        while self.names.setdefault(name, id_) != id_:
            rank += 1
            name = f"{wanted}-{rank}"
        return name

    def style(self, parts: Iterable[Part], states: Conditions | None = None) -> str:
        """Return the class of an element that looks so, and note that the page needs it."""
        declarations, under = as_varied(parts)
        name = self._rules.of(declarations, {**states, **under} if states else under)
        if name:
            self.classes.add(name)
        return name

    def element(
        self,
        scene: Scene,
        tag: str,
        parts: tuple[Part, ...],
        attributes: Attributes,
        *inside: Markup | str,
        kept: bool = False,
        own: BaseControl | None = None,
        live: str = "",
        states: Conditions | None = None,
    ) -> Markup:
        """Return the element of a control, with what is said of it by those that have none.

        Args:
            scene: in which the control is drawn.
            tag: what it is, unless what stands around it says so.
            parts: its looks.
            attributes: those that it has, `id` and looks left out; what is a `class` comes before the class of these.
            inside: what it holds.
            kept: whether it is a `tag` whatever is said: another element stands around it then.
            own: the control, where it has an id by itself.
            live: what is said when it appears or changes.
            states: its looks in some states, by the selectors of these.
        """
        wrap = scene.wrap
        if kept and wrap.tag:
            inner = self.element(
                scene.alone, tag, parts, attributes, *inside, own=own, live=live, states=states
            )
            return self.element(scene, wrap.tag, (), {}, inner)
        all_parts = (*parts, *wrap.parts)
        classes = self.style(all_parts, states) if all_parts else ""
        named = [str(each["class"]) for each in (attributes, wrap.attributes) if "class" in each]
        if named:
            classes = " ".join([*named, classes]).strip()
        told: dict[str, Attribute] = {}
        given = wrap.attributes.get("id") or attributes.get("id")
        ids = [number_of(each) for each in wrap.owners]
        if own is not None:
            ids.append(number_of(own))
        id_ = ""
        if ids:
            id_ = str(given) if given else self._one_id(ids)
            told["id"] = id_
            if given:
                self._name_id(ids, id_)
        told |= attributes
        told |= wrap.attributes
        if classes:
            told["class"] = classes
        html = element(wrap.tag or tag, told, *inside)
        if id_:
            self._keep(id_, ids[0], wrap.begun if wrap.owners else scene, hash(html), live)
        return html

    def tagged(
        self,
        scene: Scene,
        tag: str,
        attributes: Attributes,
        draw: Callable[[Scene], Markup],
        own: BaseControl | None = None,
    ) -> Markup:
        """Return what `draw` draws as a `tag`; in an element of its own where what stands around says what it is."""
        if own is not None:
            scene = scene.owned_by(own)
        if not scene.wrap.tag:
            return draw(scene.with_tag(tag, attributes))
        self._starts.append(len(self._loose))
        inside = draw(scene.alone.with_tag(tag, attributes))
        self._starts.pop()
        return self.element(scene, scene.wrap.tag, (), {}, inside)

    # What the browser has.

    def _one_id(self, numbers: list[int]) -> str:
        """Return the id of an element that several controls are drawn by, the innermost its own."""
        id_ = next((self._ids[number] for number in reversed(numbers) if number in self._ids), None)
        if id_ is None or id_ in self._drawn:
            self._given += 1
            id_ = f"e{self._given}"
        self._name_id(numbers, id_)
        return id_

    def _name_id(self, numbers: list[int], id_: str) -> None:
        for number in numbers:
            self._ids[number] = id_
        self._numbers[id_] = numbers[-1]

    def _keep(self, id_: str, number: int, scene: Scene | None, digest: int, live: str) -> None:
        start = self._starts[-1]
        within = self._loose[start:]
        del self._loose[start:]
        self._loose.append(id_)
        for each in within:
            self._holders[each] = id_
        assert scene is not None  # noqa: S101 - told with the owners
        self._drawn[id_] = _Drawn(number, scene, within, digest, live)
        if live and self._heard.get(id_) != live:
            self._said.append(live)

    def _forget(self, ids: Iterable[str]) -> None:
        """Take note that these elements, and those in them, are being drawn anew."""
        for id_ in list(ids):
            drawn = self._drawn.pop(id_, None)
            self._holders.pop(id_, None)
            if drawn is not None:
                if drawn.live:
                    self._heard[id_] = drawn.live
                self._forget(drawn.within)
        self.names = {name: id_ for name, id_ in self.names.items() if id_ in self._drawn}

    def _end(self) -> None:
        """Forget the numbers, names and words of what is no longer shown."""
        self._heard.clear()
        gone = [number for number, id_ in self._ids.items() if id_ not in self._drawn]
        for number in gone:
            self._numbers.pop(self._ids.pop(number), None)
        for name in [name for name, id_ in self.names.items() if id_ not in self._drawn]:
            del self.names[name]
        if self.summary not in self._drawn:
            self.summary = ""

    def _root(self) -> Markup:
        page, scene = self._shown(), Scene(self)
        return joined([self.draw(each, scene) for each in (_top(page.views), *dialogs_of(page))])

    def _shown(self) -> ft.Page:
        assert self._page is not None  # noqa: S101 - a page is drawn before what changes of it
        return self._page

    def _nearest(self, number: int) -> str:
        """Return the id of the element that a control is in, or is."""
        control = control_of(self._shown(), number)
        while control is not None:
            id_ = self._ids.get(number_of(control))
            if id_ in self._drawn:
                return id_
            control = parent_of(control)
        return ROOT

    def _around(self, id_: str) -> Iterable[str]:
        """Give the ids of the elements around one, innermost first."""
        while id_ != ROOT:
            id_ = self._holders.get(id_, ROOT)
            yield id_

    def _redraw(
        self,
        id_: str,
        before: dict[str, _Drawn],
        holders: dict[str, list[str]],
        parts: dict[str, Markup],
    ) -> None:
        """Draw an element anew, or the one around it where there is no longer one in its place."""
        while id_ != ROOT:
            had, around = before[id_], holders[id_]
            top, self._loose = self._loose, []
            html = self.draw(control_of(self._shown(), had.number), had.scene)
            made, self._loose = self._loose, top
            if made == [id_]:
                if around[0] != ROOT:
                    self._holders[id_] = around[0]
                if self._drawn[id_].digest != had.digest:
                    parts[id_] = html
                    for each in around:
                        if each in self._drawn:
                            self._drawn[each] = self._drawn[each]._replace(digest=0)
                return
            self._forget(made)
            id_ = around[0]
            if id_ != ROOT:
                before[id_], holders[id_] = self._drawn[id_], around[1:]
                self._forget([id_])
        self._forget(self._loose)
        self._loose = []
        parts[ROOT] = element("div", {"id": ROOT}, self._root())


def _top(shown: Any) -> Any:
    """Return what draws the view on top: the outermost component that draws it alone, or the view; None for nothing."""
    if isinstance(shown, list):
        return next((top for each in reversed(shown) if (top := _top(each)) is not None), None)
    if isinstance(shown, Component):
        body = body_of(shown)
        top = _top(body)
        return shown if top is not None and top is body else top
    return shown if isinstance(shown, ft.View) else None
