"""What one tab shows, as HTML: the whole page, or what changed of it."""

from __future__ import annotations

import logging
import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import flet as ft
from flet.components.component import Component

from semantics import OnPaper, Varies, marked
from web.drawing.allowed import unknown
from web.drawing.element import EMPTY, element, joined
from web.drawing.elements import ROOT, Elements
from web.drawing.marks import MARKS
from web.drawing.scene import Part, Scene
from web.drawing.varied import as_varied, key_of
from web.inside import body_of, control_of, dialogs_of, number_of, parent_of, values_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from flet.controls.base_control import BaseControl
    from markupsafe import Markup

    from web.drawing.element import Attribute, Attributes
    from web.drawing.elements import Drawn
    from web.drawing.rules import Rules

    Draw = Callable[[Any, Scene], Markup]

logger = logging.getLogger(__name__)

_NAME_MAX: Final = 60
_NOWHERE: Final = "nowhere"
_NOT_IN_NAMES: Final = re.compile("[^a-z0-9]+")


class Undrawable(Exception):
    """A control, an attribute or a value that has no drawing in HTML."""


class _Kept(NamedTuple):
    """The drawing of a component that the program has memoized: as long as that shows the same, it is drawn once.

    Attributes:
        body: what the component drew.
        scene: in which that was drawn.
        html: the drawing.
        whole: its elements.
    """

    body: Any
    scene: Scene
    html: Markup
    whole: dict[str, Drawn]


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
        self._elements = Elements()
        self._known: set[str] = set()
        self._kept: dict[int, _Kept] = {}
        self.classes: set[str] = set()
        self.names: dict[str, str] = {}
        self.summary = ""

    # What is shown.

    def body(self, page: ft.Page) -> Markup:
        """Return what stands in the page's root: the view on top, and the questions over it."""
        first = self._page is None
        self._page = page
        self._kept.clear()
        self._elements.forget_all()
        self.names.clear()
        html = self._root()
        self._settle()
        if first:
            self.take_said()  # who opens a page reads it
        return html

    def changes(self, numbers: Iterable[int]) -> dict[str, Markup]:
        """Return the HTML of each element that is another since it was last drawn, outermost ones alone, by its id.

        Args:
            numbers: Flet's, of the controls that changed.
        """
        elements = self._elements
        ids = {self._nearest(number) for number in numbers} - {_NOWHERE}
        outermost = [each for each in sorted(ids) if not any(up in ids for up in elements.around(each))]
        before = {each: elements.drawn[each] for each in outermost if each != ROOT}
        holders = {each: list(elements.around(each)) for each in before}
        # All at once: a name that one of them gave up is free for another.
        self._forget(before)
        parts: dict[str, Markup] = {}
        for id_ in outermost:
            if id_ not in elements.drawn:  # else it was drawn with what is around another one
                self._redraw(id_, before, holders, parts)
        self._settle()
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

    def take_said(self, *, answered: bool = False) -> list[str]:
        """Return what is to be said since last time, in its order; `answered`, the focus goes to an answer already."""
        said, self._elements.said = self._elements.said, []
        answers = [words for words, aside in said if not aside]
        return answers if answers or answered else [words for words, _ in said]

    def control_of(self, id: str) -> int | None:  # noqa: A002 - HTML's word
        """Return Flet's number of the control whose element has that id, which the browser has."""
        return self._elements.number_of(id)

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
        if values_of(control).get("visible") is False and not (
            marked(control, Varies) or marked(control, OnPaper)
        ):
            return EMPTY
        if self._strict:
            for each in unknown(control):
                self.miss(f"{each} has no drawing")
        self._elements.begin()
        try:
            if isinstance(data, tuple):
                for mark in data:
                    meaning = MARKS.get(type(mark))
                    if meaning is not None:
                        draw = meaning(mark, draw)
            return draw(control, scene)
        finally:
            self._elements.end()

    def _component(self, control: Component, scene: Scene) -> Markup:
        body = body_of(control)
        if control.memoized:
            return self._memoized(control, body, scene)
        return self._body(control, body, scene)

    def _memoized(self, control: Component, body: Any, scene: Scene) -> Markup:
        if not scene.is_by_itself:
            return self._body(control, body, scene)
        number, elements = number_of(control), self._elements
        kept = self._kept.get(number)
        if kept is not None and kept.body is body and kept.scene == scene:
            elements.put_back(kept.whole)
            return kept.html
        before = len(self.names), self.summary
        html = self._body(control, body, scene)
        id_ = elements.known(number)
        # What a person fills in is the browser's, and a summary is another one each time.
        if id_ and elements.is_last(id_) and before == (len(self.names), self.summary):
            self._kept[number] = _Kept(body, scene, html, elements.whole(id_))
        return html

    def _body(self, control: Component, body: Any, scene: Scene) -> Markup:
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
        return self._elements.id_of(number_of(control))

    def name_of(self, id_: str, *words: str) -> str:
        """Return the name under which a field is posted: what it is called, in the words that the page has for it."""
        folded = unicodedata.normalize("NFKD", " ".join(words).lower()).encode("ascii", "ignore").decode()
        name = wanted = _NOT_IN_NAMES.sub("-", folded).strip("-")[:_NAME_MAX] or "champ"
        rank = 1
        while self.names.setdefault(name, id_) != id_:
            rank += 1
            name = f"{wanted}-{rank}"
        return name

    def style(self, parts: Iterable[Part]) -> str:
        """Return the class of an element that looks so, and note that the page needs it."""
        key = key_of(parts)
        name = self._rules.known(key)
        if name is None:
            name = self._rules.of(*as_varied(parts), key=key)
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
        """
        wrap = scene.wrap
        if kept and wrap.tag:
            inner = self.element(scene.alone, tag, parts, attributes, *inside, own=own, live=live)
            return self.element(scene, wrap.tag, (), {}, inner)
        all_parts = (*parts, *wrap.parts)
        classes = self.style(all_parts) if all_parts else ""
        named = [str(each["class"]) for each in (attributes, wrap.attributes) if "class" in each]
        if named:
            classes = " ".join([*named, classes]).strip()
        told: dict[str, Attribute] = {}
        numbers = [number_of(each) for each in wrap.owners]
        if own is not None:
            numbers.append(number_of(own))
        id_ = ""
        if numbers:
            given = wrap.attributes.get("id") or attributes.get("id") or ""
            told["id"] = id_ = self._elements.common_id(numbers, str(given))
        told |= attributes
        told |= wrap.attributes
        if classes:
            told["class"] = classes
        html = element(wrap.tag or tag, told, *inside)
        if id_:
            waits = told.get("aria-busy") == "true"
            self._elements.keep(id_, numbers[0], wrap.begun or scene, hash(html), live, waits=waits)
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
        self._elements.begin()
        inside = draw(scene.alone.with_tag(tag, attributes))
        self._elements.end()
        return self.element(scene, scene.wrap.tag, (), {}, inside)

    # What the browser has.

    def _forget(self, ids: Iterable[str]) -> None:
        self._elements.forget(ids)
        self.names = {name: id_ for name, id_ in self.names.items() if id_ in self._elements.drawn}

    def _settle(self) -> None:
        self._elements.take()
        page = self._shown()
        self._kept = {
            number: kept for number, kept in self._kept.items() if control_of(page, number) is not None
        }
        self._elements.settle({id_ for kept in self._kept.values() for id_ in kept.whole})
        if self.summary not in self._elements.drawn:
            self.summary = ""

    def _root(self) -> Markup:
        page, scene = self._shown(), Scene(self)
        return joined([self.draw(each, scene) for each in (_top(page.views), *dialogs_of(page))])

    def _shown(self) -> ft.Page:
        assert self._page is not None  # noqa: S101 - a page is drawn before what changes of it
        return self._page

    def _nearest(self, number: int) -> str:
        """Return the id of the element that a control that changed is in, or is; and keep nothing that is around it.

        What changed in a screen under another one is in none.
        """
        control = control_of(self._shown(), number)
        found = ""
        while control is not None:
            number = number_of(control)
            self._kept.pop(number, None)
            found = found or self._elements.known(number)
            if not found and isinstance(control, ft.View):
                found = _NOWHERE
            control = parent_of(control)
        return found or ROOT

    def _redraw(
        self,
        id_: str,
        before: dict[str, Drawn],
        holders: dict[str, list[str]],
        parts: dict[str, Markup],
    ) -> None:
        """Draw an element anew, or the one around it where there is no longer one in its place."""
        elements = self._elements
        while id_ != ROOT:
            had, around = before[id_], holders[id_]
            html = self.draw(control_of(self._shown(), had.number), had.scene)
            made = elements.take()
            if made == [id_]:
                elements.stand(id_, around[0])
                if elements.drawn[id_].digest != had.digest:
                    parts[id_] = html
                    elements.touch(around)
                return
            self._forget(made)
            id_ = around[0]
            if id_ != ROOT:
                before[id_], holders[id_] = elements.drawn[id_], around[1:]
                self._forget([id_])
        elements.forget_all()
        self.names.clear()
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
