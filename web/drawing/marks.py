"""What the marks of a program make of its controls: each returns how a control is drawn that has the mark."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import flet as ft
from flet.components.component import Component

import semantics
from semantics import LandmarkKind
from web.drawing import looks
from web.drawing.boxes import MAIN
from web.drawing.element import EMPTY, element
from web.drawing.fields import default_press
from web.drawing.scene import Described
from web.drawing.texts import SPOKEN, words_of
from web.inside import body_of, values_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

    from web.drawing.element import Attribute, Attributes
    from web.drawing.scene import Scene

    Draw = Callable[[Any, Scene], Markup]


def _landmark(mark: semantics.Landmark, draw: Draw) -> Draw:
    kind = mark.kind
    attributes: dict[str, Attribute] = {"aria-label": mark.label or None}
    if kind is LandmarkKind.MAIN:
        attributes |= {"id": MAIN, "tabindex": -1}
    return lambda control, scene: scene.drawing.tagged(
        scene, kind.value, attributes, lambda within: draw(control, within), own=control
    )


def _items(mark: semantics.Items, draw: Draw) -> Draw:
    tag = "ol" if mark.ordered else "ul"
    # A list without dots is none for some readers, unless it says so.
    attributes: dict[str, Attribute] = {"role": "list", "aria-label": mark.label or None}
    return lambda control, scene: scene.drawing.tagged(
        scene, tag, attributes, lambda within: draw(control, within._replace(listed="li"))
    )


def _item(_: semantics.Item, draw: Draw) -> Draw:
    def drawn(control: Any, scene: Scene) -> Markup:
        if scene.wrap.tag == "li":
            return draw(control, scene)
        return scene.drawing.tagged(scene, "li", {}, lambda within: draw(control, within))

    return drawn


def _marker(_: semantics.Marker, draw: Draw) -> Draw:
    return lambda control, scene: draw(
        control, scene.with_attributes({"aria-hidden": "true"})._replace(silent=True)
    )


def _details(_: semantics.Details, draw: Draw) -> Draw:
    return lambda control, scene: scene.drawing.tagged(
        scene, "dl", {}, lambda within: draw(control, within._replace(listed="div"))
    )


def _tag(tag: str) -> Callable[[semantics.Mark, Draw], Draw]:
    def meaning(_: semantics.Mark, draw: Draw) -> Draw:
        return lambda control, scene: scene.drawing.tagged(
            scene, tag, {}, lambda within: draw(control, within)
        )

    return meaning


def _form(form: semantics.Form, draw: Draw) -> Draw:
    asks = bool(form.path)
    attributes: dict[str, Attribute] = {"method": "post", "novalidate": True, "data-kept": form.kept}
    if asks:
        attributes |= {"method": "get", "action": form.path, "role": "search"}

    def drawn(control: Any, scene: Scene) -> Markup:
        main = first_marked(control, semantics.Sends) or first(control, ft.FilledButton)
        if main is None:
            scene.drawing.miss("a form without its main button has no drawing")
            return draw(control, scene)
        before = default_press(scene.drawing.id_of(main), asks=asks)
        return scene.drawing.tagged(
            scene,
            "form",
            attributes,
            lambda within: draw(control, within._replace(form=True, asks=asks, before=before)),
            own=control,
        )

    return drawn


def _field(mark: semantics.Field, draw: Draw) -> Draw:
    def drawn(control: Any, scene: Scene) -> Markup:
        box = first(control, ft.TextField) or first(control, ft.Slider)
        id_ = scene.drawing.id_of(box if box is not None else control)
        field = Described(
            id_,
            purpose=mark.purpose,
            keyboard=mark.keyboard,
            required=mark.required,
            described=mark.description,
            asked_as=mark.asked_as,
        )
        return draw(control, scene._replace(field=field))

    return drawn


def _label(_: semantics.Label, draw: Draw) -> Draw:
    def drawn(control: Any, scene: Scene) -> Markup:
        words = " ".join(words_of(control))
        if scene.field is not None:
            scene.field.name = words
            told = {"for": scene.field.id}
            return scene.drawing.tagged(scene, "label", told, lambda within: draw(control, within))
        if scene.choice is not None:
            scene.choice.name = words
        return draw(control, scene)

    return drawn


def _describes(suffix: str, *, error: bool = False) -> Callable[[semantics.Mark, Draw], Draw]:
    def meaning(_: semantics.Mark, draw: Draw) -> Draw:
        def drawn(control: Any, scene: Scene) -> Markup:
            of = scene.field or scene.group
            if of is None:
                return draw(control, scene)
            id_ = f"{of.id}-{suffix}"
            html = draw(control, scene.with_attributes({"id": id_}))
            if html:
                of.by[id_] = None
                of.error = of.error or error
            return html

        return drawn

    return meaning


def _group(_: semantics.Group, draw: Draw) -> Draw:
    def drawn(control: Any, scene: Scene) -> Markup:
        id_ = scene.drawing.id_of(control)
        legend = first_marked(control, semantics.Legend)
        name = " ".join(words_of(legend)) if legend is not None else ""
        group = Described(id_, name=name, gap=looks.px(control.spacing))

        def is_anothers(each: Any) -> bool:
            """Tell what has hints and errors of its own: a field, and a group within this one."""
            return _has(semantics.Field, each) or (each is not control and _has(semantics.Group, each))

        by = [
            f"{id_}-{suffix}"
            for kind, suffix in ((semantics.Hint, "hint"), (semantics.Error, "error"))
            if _first(control, partial(_has, kind), is_anothers) is not None
        ]
        return scene.drawing.tagged(
            scene,
            "fieldset",
            {"aria-describedby": " ".join(by) or None},
            lambda within: draw(control, within._replace(group=group)),
            own=control,
        )

    return drawn


@dataclass(frozen=True, slots=True)
class _Above:
    """The looks of what stands above something, with that much space between them."""

    gap: str

    def __call__(self, _control: object, _axis: str, /) -> dict[str, str]:
        return {"margin-bottom": self.gap}


def _legend(_: semantics.Legend, draw: Draw) -> Draw:
    def drawn(control: Any, scene: Scene) -> Markup:
        group = scene.group
        if group is None:
            return draw(control, scene)
        # The space that a column has between its parts it has not after a legend.
        scene = scene.with_part(control, _Above(group.gap))
        if isinstance(control, ft.Text):
            return scene.drawing.tagged(scene, "legend", {}, lambda within: draw(control, within))
        return scene.drawing.element(scene, "legend", (), {}, draw(control, scene.alone))

    return drawn


def _choices(mark: semantics.Choices, draw: Draw) -> Draw:
    def drawn(control: Any, scene: Scene) -> Markup:
        box = first(control, ft.Checkbox)
        choice = Described("", required=mark.required, error=bool(mark.error))
        words = first_marked(control, semantics.Label)
        choice.name = " ".join(words_of(words)) if words is not None else ""
        more = EMPTY
        if mark.error and box is not None:
            id_ = f"{scene.drawing.id_of(box)}-error"
            choice.by[id_] = None
            more = element("span", {"id": id_, "hidden": True}, mark.error)
        return scene.drawing.tagged(
            scene,
            "label",
            {"class": "choice"},
            lambda within: draw(control, within._replace(choice=choice, inline=True, before=more)),
        )

    return drawn


def _summary(_: semantics.Summary, draw: Draw) -> Draw:
    def drawn(control: Any, scene: Scene) -> Markup:
        scene.drawing.summary = scene.drawing.id_of(control)
        # It takes the focus: what that is on has a role, and a name, for of what it holds nothing is read by itself.
        message = _first(control, lambda each: isinstance(each, ft.Semantics) and bool(each.live_region))
        title = " ".join(words_of(message or first(control, ft.Text)))
        told: Attributes = {"tabindex": -1, "role": "group", "aria-label": title or None}
        within = scene.owned_by(control).with_attributes(told)
        return draw(control, within._replace(summary=True))

    return drawn


def _busy(_: semantics.Busy, draw: Draw) -> Draw:
    return lambda control, scene: draw(control, scene.with_attributes({"aria-busy": "true"}))


def _combobox(_: semantics.Combobox, draw: Draw) -> Draw:
    def drawn(control: Any, scene: Scene) -> Markup:
        options = first_marked(control, semantics.Options)
        list_ = scene.drawing.id_of(options) if options is not None else ""
        return draw(control, scene._replace(combobox=list_ or "none"))

    return drawn


def _options(mark: semantics.Options, draw: Draw) -> Draw:
    told: dict[str, Attribute] = {"role": "listbox", "aria-label": mark.label or None}
    return lambda control, scene: scene.drawing.tagged(
        scene, "div", told, lambda within: draw(control, within), own=control
    )


def _chart(mark: semantics.Chart, draw: Draw) -> Draw:
    # One stop of the Tab key, whose bars the arrows go through, as those of a toolbar.
    told: Attributes = {"class": "chart", "role": "toolbar", "aria-label": mark.label}
    return lambda control, scene: draw(control, scene.with_attributes(told))


def _table(mark: semantics.Table, draw: Draw) -> Draw:
    caption = element("caption", {"class": SPOKEN}, mark.label)
    return lambda control, scene: scene.drawing.tagged(
        scene, "table", {}, lambda within: draw(control, within._replace(before=caption))
    )


def _cell(mark: semantics.Cell, draw: Draw) -> Draw:
    tag, told = ("th", {"scope": mark.heads}) if mark.heads else ("td", {})
    return lambda control, scene: scene.drawing.tagged(scene, tag, told, lambda within: draw(control, within))


def _on_paper(_: semantics.OnPaper, draw: Draw) -> Draw:
    return lambda control, scene: draw(control, scene.with_attributes({"class": "paper"}))


def _current(mark: semantics.Current, draw: Draw) -> Draw:
    return lambda control, scene: draw(control, scene.with_attributes({"aria-current": mark.among}))


def _language(mark: semantics.Language, draw: Draw) -> Draw:
    return lambda control, scene: draw(control, scene.with_attributes({"lang": mark.code}))


def first(control: Any, kind: type) -> Any:
    """Return the first control of a kind within another, itself included; None where there is none."""
    return _first(control, lambda each: isinstance(each, kind))


def first_marked(control: Any, kind: type[semantics.Mark]) -> Any:
    """Return the first control with a mark within another, itself included; None where there is none."""
    return _first(control, partial(_has, kind))


def _has(kind: type[semantics.Mark], control: Any) -> bool:
    return semantics.marked(control, kind) is not None


def _first(control: Any, wanted: Callable[[Any], bool], but: Callable[[Any], bool] = lambda _: False) -> Any:
    """Return the first control that is wanted; not within one of which nothing is."""
    if control is None or isinstance(control, str):
        return None
    if isinstance(control, list):
        return next((found for each in control if (found := _first(each, wanted, but)) is not None), None)
    # What is set is looked at, as in `web/tree.py`: a form is gone through each time that it is drawn.
    values, own = values_of(control), vars(control)
    if values.get("visible") is False or but(control):
        return None
    if wanted(control):
        return control
    if isinstance(control, Component):
        return _first(body_of(control), wanted, but)
    held = [values.get(name) or own.get(name) for name in ("controls", "content")]
    return _first(held, wanted, but)


MARKS: Final[dict[type[semantics.Mark], Callable[[Any, Draw], Draw]]] = {
    semantics.Aside: lambda _, draw: (
        lambda control, scene: draw(control, scene._replace(aside=True).with_attributes({"data-aside": True}))
    ),
    semantics.Busy: _busy,
    semantics.Cell: _cell,
    semantics.Chart: _chart,
    semantics.Choices: _choices,
    semantics.Combobox: _combobox,
    semantics.Current: _current,
    semantics.Detail: _tag("dd"),
    semantics.Details: _details,
    semantics.Error: _describes("error", error=True),
    semantics.Field: _field,
    semantics.Form: _form,
    semantics.Group: _group,
    semantics.Hint: _describes("hint"),
    semantics.Item: _item,
    semantics.Items: _items,
    semantics.Label: _label,
    semantics.Landmark: _landmark,
    semantics.Language: _language,
    semantics.Legend: _legend,
    semantics.Line: _tag("tr"),
    semantics.Marker: _marker,
    semantics.OnPaper: _on_paper,
    semantics.Options: _options,
    semantics.Summary: _summary,
    semantics.Table: _table,
    semantics.Term: _tag("dt"),
}
"""Those that are not here are told to what they are put on: places, anchors, options, files, copies, toggles."""
