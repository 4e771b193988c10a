"""The same form on three hosts: `python -m benchmarks.forms mon-compte|flet|nicegui <port>`."""

from __future__ import annotations

import os
import sys
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import flet as ft
    from nicegui.events import ValueChangeEventArguments

SIGN_IN, NAME, PASSWORD, REMEMBER, SWAP = (
    "Connexion",
    "Numéro",
    "Mot de passe",
    "Se souvenir de moi",
    "Changer",
)
# Short, so that memory can be seen to come back; the same for both hosts of Flet.
RESUME_SECONDS = 2


def flet_form(page: ft.Page) -> None:
    import flet as ft

    def heading(text: str) -> ft.Control:
        return ft.Semantics(heading_level=1, content=ft.Text(text, size=30))

    def swap(_: ft.Event[ft.Button]) -> None:
        page.controls = [heading("Mon Compte"), *(ft.Text(f"Ligne {n}") for n in range(12))]
        page.update()

    def echo(event: ft.Event[ft.TextField]) -> None:
        said.value = f"Lu : {event.control.value}"
        said.update()

    said = ft.Text("Lu : ")
    page.add(
        heading(SIGN_IN),
        ft.TextField(hint_text=NAME, on_change=echo),
        ft.TextField(hint_text=PASSWORD, password=True),
        ft.Checkbox(REMEMBER),
        ft.FilledButton(SWAP, on_click=swap),
        said,
    )


def serve_mon_compte(port: int) -> None:
    from launch.web import WebSettings, create_app, serve

    settings = WebSettings(port=port, resume_seconds=RESUME_SECONDS)
    serve(create_app(flet_form, settings=settings), settings)


def serve_flet(port: int) -> None:
    import flet_web.fastapi
    import uvicorn

    app = flet_web.fastapi.app(flet_form, no_cdn=True, session_timeout_seconds=RESUME_SECONDS)
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
        ui.button(SWAP)
        said = ui.label("Lu : ")

    ui.run(host="127.0.0.1", port=port, show=False, reload=False, show_welcome_message=False)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        # NiceGUI keeps its files where it is started.
        os.chdir(folder)
        hosts = {"mon-compte": serve_mon_compte, "flet": serve_flet, "nicegui": serve_nicegui}
        hosts[sys.argv[1]](int(sys.argv[2]))
