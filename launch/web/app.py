"""The web host: where it listens, and what it is told of the product and of its bounds."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib.metadata import version
from typing import TYPE_CHECKING

import uvicorn

from hosting.http import Config
from hosting.identified import Identified
from hosting.names import Names
from hosting.stack import with_room
from launch.visitors import serve_visitor
from launch.web.addresses import AT_THE_ROOT, LOOKS, PASSWORD_CHANGE, ROBOTS, TOLD
from launch.web.calendars import Calendars
from launch.web.listening import address
from launch.web.socket import BoundedSocket
from launch.window import ASSETS
from web.app import create_app as create_html_app
from web.browsers import Browsers
from web.document import Product
from web.memory import prepare

if TYPE_CHECKING:
    import socket
    from collections.abc import Awaitable, Callable

    import flet as ft
    from starlette.types import ASGIApp

    from launch.web.settings import WebSettings
    from web.drawing.sheet import Look

    PageFunction = Callable[[ft.Page], Awaitable[None]]


def create_app(
    main: PageFunction, *, settings: WebSettings, api_url: str, look: Look | None = None
) -> ASGIApp:
    """Return the ASGI application that shows `main` to browsers.

    Args:
        main: what fills the page of one visitor.
        settings: how browsers are served.
        api_url: where the API is, to which calendars are handed on.
        look: its colours and fonts; None for those of the drawing itself.
    """
    product = Product(
        name="Mon Compte",
        description="Mon Compte : vos paiements, vos droits et vos démarches.",
        folders=(ASSETS,),
        icons={"icon": "favicon.png", "apple-touch-icon": "icons/apple-touch-icon.png"},
        colors={"light": "#F6F5F1", "dark": "#12131A"},
        at_the_root={f"/{path}": name for path, name in AT_THE_ROOT.items()},
        texts={"/robots.txt": ROBOTS},
        redirects={"/.well-known/change-password": PASSWORD_CHANGE},
        look=look,
        told=TOLD,
    )
    bounds = settings.bounds
    browsers = Browsers.beginning(
        bounds, settings.folder, looks=LOOKS, redis=settings.redis, keys=settings.cookie_keys
    )
    app = create_html_app(
        main,
        browsers=browsers,
        product=product,
        bounds=bounds,
        serving=serve_visitor,
        version=version("mon-compte"),
    )
    return Identified(
        Names(Calendars(app, api_url), names=settings.names), proxies=settings.limits.trusted_proxies
    )


def serve(app: ASGIApp, settings: WebSettings, listener: socket.socket) -> None:
    """Serve browsers until interrupted.

    Args:
        app: what `create_app` returned.
        settings: how browsers are served.
        listener: where they come in, as `listening` gave it.
    """
    config = Config(
        app,
        settings.limits,
        ws=BoundedSocket,
        forwarded_allow_ips=list(settings.limits.trusted_proxies),
        ws_max_size=settings.bounds.message_bytes,
        ws_per_message_deflate=False,  # half of what an idle visitor holds in memory, for messages of a few kB
    )
    sys.stdout.write(f"Mon Compte est ouvert aux navigateurs : {address(listener)}\n")
    if settings.host not in settings.names:
        sys.stdout.write(
            f"Noms acceptés : {', '.join(settings.names)}. La variable MON_COMPTE_HOSTS en donne d’autres.\n"
        )
    sys.stdout.flush()
    prepare()
    with suppress(KeyboardInterrupt):
        with_room(uvicorn.Server(config).run, sockets=[listener])
