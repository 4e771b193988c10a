"""What the drawing knows of each type of control: the properties that it draws, or that HTML has no need of.

Whatever else a program sets has no drawing, and is told: in tests it fails one.
"""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import flet as ft

if TYPE_CHECKING:
    from collections.abc import Iterator

_ANY: Final = frozenset({"col", "data", "expand", "key", "visible"})
_PLACED: Final = _ANY | {"bottom", "height", "left", "margin", "right", "top", "width"}
_LINED: Final = _PLACED | {"alignment", "controls", "spacing"}
_PRESSED: Final = _PLACED | {"action", "autofocus", "content", "disabled", "on_click", "style"}

PROPERTIES: Final[dict[type, frozenset[str]]] = {
    ft.AlertDialog: _ANY
    | {"bgcolor", "content", "on_dismiss", "open", "semantics_label", "shape", "title"}
    # The page scrolls what is too high for the window, and keeps its margin.
    | {"inset_padding", "scrollable"},
    ft.Checkbox: _PLACED
    | {"on_change", "semantics_label", "value"}
    # All boxes to tick look alike, in the colours of the theme.
    | {"active_color", "border_side", "check_color", "shape"},
    # The page scrolls, and nothing in it by itself; how high things are, what they hold says.
    ft.Column: _LINED | {"horizontal_alignment", "scroll", "tight"},
    ft.Container: _PLACED
    | {"alignment", "bgcolor", "border", "border_radius", "clip_behavior", "content", "padding", "shadow"},
    ft.Divider: _ANY | {"color", "height", "thickness"},
    ft.FilledButton: _PRESSED,
    ft.GestureDetector: _PLACED | {"content", "on_tap"},
    # The number of a place is said by its mark.
    ft.Icon: _PLACED | {"badge", "color", "icon", "size"},
    ft.Image: _PLACED | {"border_radius", "fit", "semantics_label", "src"},
    ft.MergeSemantics: _ANY | {"content"},
    ft.NavigationBar: _ANY
    | {"animation_duration", "bgcolor", "destinations", "indicator_color", "on_change", "selected_index"},
    ft.NavigationBarDestination: _ANY | {"icon", "label"},
    ft.OutlinedButton: _PRESSED,
    ft.ProgressBar: _PLACED | {"color", "semantics_label", "value"},
    ft.Radio: _PLACED | {"active_color", "on_blur", "on_focus", "value"},
    ft.RadioGroup: _ANY | {"content", "on_change", "value"},
    ft.ResponsiveRow: _LINED | {"columns", "run_spacing", "vertical_alignment"},
    # Moved over the room that Flutter keeps around a box to tick: HTML has none.
    ft.Row: _LINED | {"run_spacing", "tight", "transform", "vertical_alignment", "wrap"},
    ft.SafeArea: _ANY | {"content"},
    ft.Semantics: _ANY
    | {"container", "content", "exclude_semantics", "heading_level", "image", "label", "live_region"}
    # Said by marks.
    | {"identifier", "link", "selected"},
    ft.Stack: _PLACED | {"controls", "fit"},
    # Words can be selected, whatever is said of it.
    ft.Text: _PLACED | {"color", "selectable", "semantics_label", "size", "style", "value"},
    ft.TextButton: _PRESSED,
    ft.TextField: _PLACED
    | {"autocorrect", "autofocus", "border", "content_padding", "error", "fill_color", "filled", "max_length"}
    | {
        "min_lines",
        "multiline",
        "on_blur",
        "on_change",
        "on_focus",
        "on_submit",
        "password",
        "text_style",
        "value",
    }
    # Said by marks, or how Flutter comes to say what a label says.
    | {
        "autofill_hints",
        "counter",
        "enable_suggestions",
        "error_style",
        "keyboard_type",
        "label",
        "label_style",
    }
    # A box of several lines scrolls, and can be drawn larger.
    | {"max_lines"},
    ft.View: _ANY
    | {"bgcolor", "controls", "horizontal_alignment", "navigation_bar", "padding", "route", "spacing"},
    ft.BoxShadow: frozenset({"blur_radius", "color", "offset", "spread_radius"}),
    ft.ButtonStyle: frozenset({"alignment", "bgcolor", "color", "padding", "shape", "side"})
    # No shadow, no wave, no movement.
    | {"animation_duration", "elevation", "overlay_color"},
    ft.TextStyle: frozenset({"color", "decoration", "height", "letter_spacing", "size", "weight"})
    # An underline has the colour of its words.
    | {"decoration_color"},
}


def unknown(control: Any) -> Iterator[str]:
    """Give the properties that are set on a control, or on what says how it looks, and that have no drawing."""
    kind = type(control)
    known = PROPERTIES.get(kind)
    if known is None:
        return
    for name, default in _defaults(kind):  # type: ignore[arg-type] # any class can be hashed
        value = getattr(control, name)
        if name not in known and value is not default and value != default:
            yield f"{kind.__name__}.{name} = {value!r}"
        elif is_dataclass(value) and type(value) in PROPERTIES and not isinstance(value, ft.BaseControl):
            yield from unknown(value)


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple(
        (each.name, each.default if each.default_factory is MISSING else each.default_factory())
        for each in fields(kind)
        if not each.name.startswith("_")
    )
