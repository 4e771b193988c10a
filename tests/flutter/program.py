"""The program drawn by Flutter in a browser: the stand-in for the windows of phones and desktops, in tests alone.

Flet's own host serves it, with the client as it comes: `python tests/flutter/program.py --api-url URL --port PORT`.
"""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import flet as ft  # noqa: E402 - as a program of its own, it is not in the checkout's folder
import flet_web.fastapi  # noqa: E402
import uvicorn  # noqa: E402

from api_client import Client, connection_pool  # noqa: E402
from app.core.scope import PageScope  # noqa: E402
from launch.loopback import Loopback  # noqa: E402
from views.app import DECLARED, MENUS, program_view  # noqa: E402
from views.design import tokens  # noqa: E402
from views.design.window import Window  # noqa: E402
from views.platforms.device import device_of  # noqa: E402
from views.shell.context import Program  # noqa: E402

FRENCH = ft.LocaleConfiguration(
    supported_locales=[ft.Locale("fr", "FR")], current_locale=ft.Locale("fr", "FR")
)


def serve(api_url: str, port: int) -> None:
    http = connection_pool(api_url)

    async def fill(page: ft.Page) -> None:
        # What a browser keeps stands in for what a phone does.
        device = device_of(page, web=True, listener=Loopback)
        scope = PageScope.begin(Client(api_url, http=http), device, DECLARED)
        page.on_close = scope.session.close
        page.locale_configuration = FRENCH
        page.fonts = tokens.FONT_FILES
        page.render_views(program_view, Program(scope, Window.of(page), MENUS))

    app = flet_web.fastapi.app(fill, no_cdn=True, assets_dir=str(ROOT / "assets"))
    uvicorn.run(app, port=port, log_level="error", ws="websockets-sansio")


if __name__ == "__main__":
    os.chdir(ROOT)
    parser = argparse.ArgumentParser()
    parser.add_argument("--api-url")
    parser.add_argument("--port", type=int)
    asked, _ = parser.parse_known_args()
    serve(asked.api_url, asked.port)
