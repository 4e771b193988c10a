"""The desktop window: whether one can be had here, and opening it."""

import asyncio
import contextlib
import logging
import os
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import flet as ft

    PageFunction = Callable[[ft.Page], Awaitable[None]]

logger = logging.getLogger(__name__)

ASSETS = Path(__file__).resolve().parent.parent / "assets"

# Seconds without a byte, after which the native client's download is given up.
_SILENCE = 10.0


def obstacle() -> str | None:
    """Return, in French, why no window can be opened here; None when one can.

    The native client is fetched where it is not there yet, which on a slow line takes a while.
    """
    if packed():
        return None
    # Flet 1.0.5 finds out by itself whether a window can be had, and opens a browser instead, or downloads its client,
    # without a word: one would expect a function that says what it would do. These it keeps for itself.
    from flet.utils import get_bool_env_var, is_linux_server

    if is_linux_server() or get_bool_env_var("FLET_FORCE_WEB_SERVER"):
        return "il n’y a pas d’écran ici"
    if _named_by_environment():
        return None
    try:
        from flet_desktop import ensure_client_cached  # type: ignore[import-untyped]
    except ModuleNotFoundError:
        return "le paquet flet-desktop n’est pas installé"
    try:
        with _impatient(), contextlib.redirect_stdout(sys.stderr):
            ensure_client_cached()
    except (OSError, EOFError, ValueError) as error:
        logger.info("no native client: %s", error)
        return "le composant de fenêtre n’a pas pu être téléchargé"
    return None


def packed() -> bool:
    """Tell whether `flet build` made this program: the native client is then what started it."""
    return "FLET_PLATFORM" in os.environ


def show(page_function: "PageFunction") -> bool:
    """Open the window and return when it is closed; False when it never came up."""
    import flet as ft

    from launch.session import say_failures

    opened = False

    async def opening(page: ft.Page) -> None:
        nonlocal opened
        opened = True
        say_failures(page)
        if not packed():
            _close_when_told_to_stop(page)
        await page_function(page)

    try:
        ft.run(opening, assets_dir=str(ASSETS))
    except OSError as error:
        logger.warning("the native client does not run: %s", error)
    return opened


def explain(message: str) -> None:
    """Show a message and nothing else, where there is no terminal to write it on."""
    import flet as ft

    ft.run(lambda page: page.add(ft.SafeArea(ft.Text(message, size=18))))


def _close_when_told_to_stop(page: "ft.Page") -> None:
    """Close the window on a signal.

    Flet 1.0.5 waits for its window and nothing else: a signal leaves both behind, or the window alone. One would expect
    the window to be closed with the program.
    """

    async def close() -> None:
        with contextlib.suppress(RuntimeError):  # the window is gone before it can answer
            await page.window.destroy()

    for told in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows ends the process itself
            asyncio.get_running_loop().add_signal_handler(told, page.run_task, close)


def _named_by_environment() -> bool:
    """Tell whether FLET_VIEW_PATH holds a client (the rule of Flet 1.0.5 per system, which it keeps for itself)."""
    named = os.environ.get("FLET_VIEW_PATH")
    if not named:
        return False
    folder = Path(named)
    return any((folder / name).is_file() for name in ("flet", "flet.exe")) or any(folder.glob("*.app"))


@contextlib.contextmanager
def _impatient() -> Iterator[None]:
    """Have the native client's download end where nothing comes.

    Flet 1.0.5 downloads without a time limit (`urlopen(url)`): in a network that swallows packets it waits for ever.
    One would expect a time limit.
    """
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(_SILENCE)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)
