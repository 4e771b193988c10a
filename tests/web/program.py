"""Two small screens served by the real web host: `python program.py <port>`."""

import sys

import flet as ft

from launch.errors import CannotStart
from launch.web import WebSettings, create_app, serve


def heading(text: str) -> ft.Control:
    return ft.Semantics(heading_level=1, content=ft.Text(text, size=30, weight=ft.FontWeight.W_700))


def main(page: ft.Page) -> None:
    def show_payments(_: ft.Event[ft.Button]) -> None:
        page.title = "Paiements – Mon Compte"
        page.controls = [
            ft.TextButton("Menu"),
            heading("Paiements"),
            ft.TextButton("Détail"),
            ft.Text("中 ✓"),
        ]
        page.update()

    page.locale_configuration = ft.LocaleConfiguration(
        supported_locales=[ft.Locale("fr", "FR")], current_locale=ft.Locale("fr", "FR")
    )
    page.theme = ft.Theme(font_family="Atkinson Hyperlegible Next")
    page.title = "Connexion – Mon Compte"
    page.add(
        ft.TextButton("Aide"),
        heading("Connexion"),
        ft.TextField(hint_text="Numéro de Sécurité sociale", autofill_hints=ft.AutofillHint.USERNAME),
        ft.TextField(hint_text="Mot de passe", password=True, error="Saisissez votre mot de passe."),
        ft.FilledButton("Se connecter", on_click=show_payments),
    )


if __name__ == "__main__":
    try:
        settings = WebSettings(port=int(sys.argv[1]))
        serve(create_app(main, settings=settings), settings)
    except CannotStart as error:
        sys.exit(str(error))
