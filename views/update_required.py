"""Une mise à jour est nécessaire."""

import flet as ft

from views.design.card import stack
from views.design.text import body, heading
from views.strings import UpdateText

TITLE = UpdateText.HEADING


def update_required() -> ft.Control:
    """Return what every screen holds once the server no longer speaks to this version."""
    return stack(heading(TITLE), body(UpdateText.LEAD))
