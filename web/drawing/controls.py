"""Which function draws which type of control."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import flet as ft

from web.drawing import boxes, dialogs, fields, pictures, pressed, texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

    from web.drawing.scene import Scene

CONTROLS: Final[dict[type, Callable[[Any, Scene], Markup]]] = {
    ft.AlertDialog: dialogs.dialog,
    ft.Checkbox: fields.checkbox,
    ft.Column: boxes.column,
    ft.Container: boxes.container,
    ft.Divider: boxes.divider,
    ft.FilledButton: pressed.pressed,
    ft.GestureDetector: pressed.gesture,
    ft.Icon: texts.icon,
    ft.Image: pictures.picture,
    ft.MergeSemantics: texts.merged,
    ft.NavigationBar: pressed.navigation_bar,
    ft.OutlinedButton: pressed.pressed,
    ft.ProgressBar: dialogs.progress_bar,
    ft.Radio: fields.radio,
    ft.RadioGroup: fields.radio_group,
    ft.ResponsiveRow: boxes.grid,
    ft.Row: boxes.row,
    ft.SafeArea: boxes.safe_area,
    ft.Semantics: texts.semantics,
    ft.Slider: fields.slider,
    ft.Stack: boxes.stack,
    ft.Text: texts.text,
    ft.TextButton: pressed.pressed,
    ft.TextField: fields.text_field,
    ft.View: boxes.view,
}
