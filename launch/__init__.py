"""How the program is put before people: settings, embedded server, window or browsers, logs.

The composition root calls `run` with a function that builds the program out of its parts:

    def compose(settings: Settings, api_url: str) -> PageFunction: ...

    def cli() -> int:
        return launch.run(compose)
"""

import contextlib
import signal
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from io import TextIOWrapper
from typing import TYPE_CHECKING

from hosting.metrics import served
from hosting.private import keep_private
from hosting.variables import Unreadable
from launch import logs, window
from launch.errors import CannotStart
from launch.settings import ListAccounts, Settings, read
from launch.visitors import told_of_act, visitor_address

if TYPE_CHECKING:
    import flet as ft

    from web.drawing.sheet import Look

    PageFunction = Callable[[ft.Page], Awaitable[None]]
    Compose = Callable[[Settings, str], PageFunction]
    Looks = Callable[[], Look]

__all__ = ["CannotStart", "Settings", "run", "told_of_act", "visitor_address"]

_NO_WEB = (
    "Ce qui sert les navigateurs n’est pas installé sur cet appareil.\n"
    "Installez-le avec : pip install 'mon-compte[server]'"
)


def run(compose: "Compose", looks: "Looks | None" = None, arguments: Sequence[str] | None = None) -> int:
    """Run the program until its window is closed or it is told to stop.

    Args:
        compose: builds, for these settings and the server at that URL, the function that fills a page. On the
            web that one function is called for each visitor.
        looks: returns how its pages look that are HTML; None for as browsers draw what nobody styled.
        arguments: what follows the program's name; None for the command line's.

    Returns:
        The exit status: 0, 1 after saying on stderr why the program did not start, 130 when interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Where the locale has no accents, a message loses them; it does not become a crash.
            stream.reconfigure(errors="replace")
    keep_private()
    try:
        _run(compose, looks, list(sys.argv[1:] if arguments is None else arguments))
    except (CannotStart, Unreadable) as error:
        _say(str(error))
        if window.packed():
            window.explain(str(error))
        return 1
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    return 0


def _run(compose: "Compose", looks: "Looks | None", arguments: list[str]) -> None:
    settings = read(arguments)
    if isinstance(settings, ListAccounts):
        from launch import accounts

        accounts.write(as_json=settings.json)
        return

    logs.configure(settings.log_level, settings.operator.log_format)
    if not settings.web:
        obstacle = window.obstacle()
        if obstacle is None:
            with _server(settings) as api_url:
                if window.show(compose(settings, api_url)):
                    return
            obstacle = "elle s’est fermée aussitôt"
        _say(f"La fenêtre ne peut pas s’ouvrir : {obstacle}. Mon Compte s’ouvre aux navigateurs.")
        settings = replace(settings, web=True)

    try:
        from launch import web
    except ModuleNotFoundError as error:
        raise CannotStart(_NO_WEB) from error

    # uvicorn sends itself again the signal that stopped it, which would end us before the embedded server.
    signal.signal(signal.SIGTERM, _leave)
    found = web.WebSettings.of(settings.operator, settings.host, settings.port, settings.data_dir / "web")
    with (
        served(settings.operator.metrics),
        web.listening(found) as listener,
        web.claimed(found),
        _server(settings, web.origin(listener)) as api_url,
    ):
        main = compose(settings, api_url)
        app = web.create_app(
            main, settings=found, api_url=api_url, look=looks() if looks is not None else None
        )
        web.serve(app, found, listener)


def _server(settings: Settings, origin: str | None = None) -> contextlib.AbstractContextManager[str]:
    """Return what gives the URL of the server, which is started where none is named; browsers find us at `origin`."""
    if settings.api_url is not None:
        return contextlib.nullcontext(settings.api_url)
    from launch import embedded

    return embedded.serving(settings.data_dir, origin)


def _leave(*_: object) -> None:
    sys.exit(0)


def _say(message: str) -> None:
    sys.stderr.write(message + "\n")
    sys.stderr.flush()
