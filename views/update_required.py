"""Une mise à jour est nécessaire."""

import flet as ft

from views.design.card import stack
from views.design.text import body, heading
from views.shell import Layout, screen
from views.strings import UpdateText


def update_required() -> ft.View:
    """Return what stands at every path when the server no longer speaks to this version."""
    return screen(
        UpdateText.HEADING, stack(heading(UpdateText.HEADING), body(UpdateText.LEAD)), layout=Layout.FORM
    )
