"""How a person wants a page to look, as its element says it: the style sheet does the rest."""

import flet as ft

from semantics import Appearance


def looks_of(page: ft.Page) -> dict[str, str]:
    """Return the attributes of the `html` element."""
    looks = page.data if isinstance(page.data, Appearance) else Appearance()
    said = {
        "data-scheme": "" if looks.scheme == "system" else looks.scheme,
        "data-contrast": {None: "", True: "more", False: "less"}[looks.contrast],
        "data-text": f"{100 * looks.text_scale:.0f}" if looks.text_scale != 1 else "",
        "data-still": "yes" if looks.still else "",
    }
    return {name: value for name, value in said.items() if value}
