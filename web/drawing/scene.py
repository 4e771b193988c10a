"""Where a control is being drawn: what stands around it decides what it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain, repeat
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from web.drawing.element import EMPTY, joined

if TYPE_CHECKING:
    from collections.abc import Callable

    from flet.controls.base_control import BaseControl
    from markupsafe import Markup

    from web.drawing.drawing import Drawing
    from web.drawing.element import Attributes
    from web.drawing.rules import Conditions


class Part(NamedTuple):
    """Something of the looks of an element, of which a class is made once (`web/drawing/varied.py`).

    Attributes:
        control: what is so drawn; None where all are drawn alike.
        describe: returns its declarations, of what has the looks of the control where there is more or less room.
        axis: how the controls around it are laid out.
        states: returns more declarations, by the selectors of its states.
    """

    control: Any
    describe: Callable[[Any, str], dict[str, str]]
    axis: str
    states: Callable[[Any], Conditions] | None = None


_NONE: Final[Attributes] = MappingProxyType({})


class Wrap(NamedTuple):
    """What is said of the next element by controls that have none of their own.

    Attributes:
        tag: what the element is; empty for anything.
        attributes: those that it gets.
        parts: of its looks.
        owners: the components that it is the whole drawing of, outermost first.
        begun: the scene in which the outermost of them is drawn.
    """

    tag: str = ""
    attributes: Attributes = _NONE
    parts: tuple[Part, ...] = ()
    owners: tuple[BaseControl, ...] = ()
    begun: Scene | None = None


@dataclass(slots=True)
class Described:
    """A field or a group being drawn, and what it is described by.

    Attributes:
        id: of its element.
        name: of its element; of a group what the names of its fields begin with.
        by: the ids of what describes it, in their order.
        purpose: what a browser may fill in.
        keyboard: the keyboard that it wants.
        required: whether it must be filled in.
        described: what it is described by in words that stand elsewhere for who sees them.
        asked_as: its name in the query of an address.
        error: whether something is wrong with it that stands at it.
        value: of a group of radio buttons, that of the one chosen.
        gap: between the name of a group and what follows, as CSS has it.
    """

    id: str
    name: str = ""
    by: dict[str, None] = field(default_factory=dict)
    purpose: str = ""
    keyboard: str = ""
    required: bool = False
    error: bool = False
    value: str = ""
    described: str = ""
    asked_as: str = ""
    gap: str = ""


class Scene(NamedTuple):
    """What stands around a control.

    Attributes:
        drawing: of the tab.
        wrap: what is said of the next element.
        axis: how the controls around it are laid out: `column`, `row`, `grid`, `stack`, `press` in what is pressed,
            `box` where it fills a box by itself, or empty where it has its place in one.
        inline: whether only words may stand here: in a button, a label, a heading.
        silent: whether no screen reader is told of it.
        field: the field that it is a part of.
        group: the group that it is a part of.
        choice: the choice, a radio button or a checkbox with its words, that it is a part of.
        radios: the group of radio buttons that it is a part of.
        form: whether it stands in a form.
        asks: whether that form is no more than the query of an address.
        listed: what each of the things that it holds is: `li` of a list, `div` of the pairs of a description.
        titled: what the first of the things that it holds is: `h2` of a message that begins with its title.
        before: what comes first in its element, before what it holds.
        after: what comes last in its element, after what it holds.
        combobox: the id of the list of what is found for what is typed; `none` where nothing is.
        aside: whether what is said in it gives way to an answer.
        summary: whether it stands in what sums up the faults of a form, which is read by who is led to it.
    """

    drawing: Drawing
    wrap: Wrap = Wrap()
    axis: str = ""
    inline: bool = False
    silent: bool = False
    field: Described | None = None
    group: Described | None = None
    choice: Described | None = None
    radios: Described | None = None
    form: bool = False
    asks: bool = False
    listed: str = ""
    titled: str = ""
    before: Markup = EMPTY
    after: Markup = EMPTY
    combobox: str = ""
    summary: bool = False
    aside: bool = False

    def draw(self, control: Any, **changes: Any) -> Markup:
        """Draw a control that stands in an element of this scene."""
        return self.drawing.draw(
            control, self._replace(wrap=_NOTHING, listed="", before=EMPTY, after=EMPTY, **changes)
        )

    def all(self, controls: Any, axis: str) -> Markup:
        """Draw controls one after the other, as `draw` does; each as an item where they are listed."""
        wrap = Wrap(tag=self.listed) if self.listed else _NOTHING
        within = self._replace(wrap=wrap, listed="", titled="", before=EMPTY, after=EMPTY, axis=axis)
        scenes = chain([within._replace(wrap=Wrap(tag=self.titled))] if self.titled else [], repeat(within))
        drawn = [self.drawing.draw(each, scene) for each, scene in zip(controls, scenes, strict=False)]
        return joined([self.before, *drawn, self.after])

    def through(self, control: Any, **changes: Any) -> Markup:
        """Draw a control in place of the one that holds it, which has no element."""
        return self.drawing.draw(control, self._replace(**changes) if changes else self)

    def with_tag(self, tag: str, attributes: Attributes | None = None) -> Scene:
        """Return the scene where the next element is a `tag`."""
        wrap = self.wrap
        return self._replace(
            wrap=wrap._replace(tag=tag, attributes={**wrap.attributes, **(attributes or {})})
        )

    def with_attributes(self, attributes: Attributes) -> Scene:
        """Return the scene where the next element has these attributes too."""
        return self._replace(wrap=self.wrap._replace(attributes={**self.wrap.attributes, **attributes}))

    def with_part(self, control: Any, describe: Callable[[Any, str], dict[str, str]]) -> Scene:
        """Return the scene where the next element looks so too; its own looks come first."""
        part = Part(control, describe, self.axis)
        return self._replace(wrap=self.wrap._replace(parts=(part, *self.wrap.parts)))

    def owned_by(self, component: BaseControl) -> Scene:
        """Return the scene where the next element is the whole drawing of a component."""
        wrap = self.wrap
        return self._replace(
            wrap=wrap._replace(owners=(*wrap.owners, component), begun=wrap.begun if wrap.owners else self)
        )

    @property
    def is_by_itself(self) -> bool:
        """Whether what is drawn here is told of no control around it, and tells none of itself."""
        wrap = self.wrap
        around = (self.field, self.group, self.choice, self.radios, wrap.begun)
        return not wrap.parts and not any(around)

    @property
    def alone(self) -> Scene:
        """The scene where what is said of the next element is left out: there are several of them, or none."""
        return self._replace(wrap=_NOTHING)


_NOTHING = Wrap()
