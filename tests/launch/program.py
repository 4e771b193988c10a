"""A composition root as small as can be: says which server it was given, and that its page was asked for."""

import sys
from typing import TYPE_CHECKING

import launch

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import flet as ft


def say(what: str) -> None:
    sys.stdout.write(what + "\n")
    sys.stdout.flush()


def compose(settings: launch.Settings, api_url: str) -> "Callable[[ft.Page], Awaitable[None]]":
    say(f"composed web={settings.web} api={api_url}")

    async def page_function(page: "ft.Page") -> None:
        say("page")

    return page_function


sys.exit(launch.run(compose))
