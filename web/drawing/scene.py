"""Where a control is being drawn: what stands around it decides what it becomes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import flet as ft
    from markupsafe import Markup

    from web.drawing.drawing import Drawing


@dataclass(frozen=True, slots=True)
class FieldScene:
    """The field being drawn: the ids that tie its parts together."""

    id: str
    described_by: tuple[str, ...]
    invalid: bool
    name: str
    purpose: str = ""
    keyboard: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class Scene:
    """What stands around a control.

    Attributes:
        drawing: of the tab.
        axis: how the controls around it are laid out: `column`, `row` or `` where it stands alone.
        inline: whether only words may stand here: in a button, a label, a heading.
        silent: whether no screen reader is told of it.
        field: the field that it is a part of.
        group: what the group around it is called, for the names of its fields.
    """

    drawing: Drawing
    axis: str = ""
    inline: bool = False
    silent: bool = False
    field: FieldScene | None = None
    group: str = ""
    item: bool = False

    def draw(self, control: Any, **changes: Any) -> Markup:
        """Draw a control that stands in this one."""
        return self.drawing.draw(control, self.within(**changes) if changes else self)

    def within(self, **changes: Any) -> Self:
        """Return the scene within this one."""
        return replace(self, **changes)

    def id_of(self, control: ft.BaseControl) -> str:
        """Return the id of the element of a control."""
        return self.drawing.id_of(control)
