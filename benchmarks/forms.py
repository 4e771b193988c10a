"""A sign-in form on the other hosts: `python -m benchmarks.forms flet|nicegui <port>`."""

from __future__ import annotations

import os
import sys
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import flet as ft
    from nicegui.events import ValueChangeEventArguments

SIGN_IN, NAME, PASSWORD, REMEMBER = "Connexion", "Numéro", "Mot de passe", "Se souvenir de moi"


def flet_form(page: ft.Page) -> None:
    import flet as ft

    def echo(event: ft.Event[ft.TextField]) -> None:
        said.value = f"Lu : {event.control.value}"
        said.update()

    said = ft.Text("Lu : ")
    page.add(
        ft.Semantics(heading_level=1, content=ft.Text(SIGN_IN, size=30)),
        ft.TextField(hint_text=NAME, on_change=echo),
        ft.TextField(hint_text=PASSWORD, password=True),
        ft.Checkbox(REMEMBER),
        ft.FilledButton(SIGN_IN),
        said,
    )


def serve_flet(port: int) -> None:
    import flet_web.fastapi
    import uvicorn

    app = flet_web.fastapi.app(flet_form, no_cdn=True)
    uvicorn.run(app, port=port, log_level="error", ws="websockets-sansio")


def serve_nicegui(port: int) -> None:
    from nicegui import ui

    @ui.page("/")
    def form() -> None:
        def echo(event: ValueChangeEventArguments[str | None]) -> None:
            said.set_text(f"Lu : {event.value}")

        ui.html(f"<h1>{SIGN_IN}</h1>", sanitize=False)
        ui.input(NAME, on_change=echo)
        ui.input(PASSWORD, password=True)
        ui.checkbox(REMEMBER)
        ui.button(SIGN_IN)
        said = ui.label("Lu : ")

    ui.run(host="127.0.0.1", port=port, show=False, reload=False, show_welcome_message=False)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        # NiceGUI keeps its files where it is started.
        os.chdir(folder)
        hosts = {"flet": serve_flet, "nicegui": serve_nicegui}
        hosts[sys.argv[1]](int(sys.argv[2]))
