"""The way from one screen to another."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qsl

import flet as ft
from flet.components.router import LocationInfo, _location_context

if TYPE_CHECKING:
    from collections.abc import Callable

_MOVES = "moves"


def navigate(page: ft.Page, route: str) -> None:
    """Show the screen at `route` at once, and have the address follow.

    Flet 1.0.5 shows a screen once the client has said that its address changed: a journey there and back, which a slow
    line makes long. One would expect the screen at once, and the address to follow. Here the router is told before the
    client, which still says so, of a screen that is there already. Where it has not yet spoken of one
    move when the next is made, the next waits for its word: that of the first would lead back to a place already left.
    """
    moves: set[asyncio.Task[None]] = page.session.store.get(_MOVES) or set()
    if not moves:
        _show(page, route)
    move = asyncio.create_task(_tell(page, route))
    moves.add(move)
    move.add_done_callback(moves.discard)
    page.session.store.set(_MOVES, moves)


def use_query() -> Mapping[str, str]:
    """Return what the query of the address says to the screen being drawn; of a name said twice, the last.

    Flet 1.0.5 tells a screen the path of its address, and keeps the query for itself; `page.route` is of the screen
    before until the client has spoken. One would expect a hook beside that of the path.
    """
    location: object = ft.use_context(_location_context)
    return dict(parse_qsl(location.search)) if isinstance(location, LocationInfo) else {}


def use_address() -> str:
    """Return the address of the screen being drawn: its path with its query."""
    location: object = ft.use_context(_location_context)
    if not isinstance(location, LocationInfo):
        return ""
    return f"{location.pathname}?{location.search}" if location.search else location.pathname


def follow_address(page: ft.Page) -> None:
    """Show the screen of the address that the browser came back with.

    A page loaded anew, or a line that was cut, takes with it the moves that the browser had not heard of: of those it
    never speaks, and its address is of the screen before them.
    """
    for move in page.session.store.get(_MOVES) or ():
        move.cancel()
    _show(page, page.route)


def _show(page: ft.Page, route: str) -> None:
    if page.on_route_change is not None:
        # What the router put there for itself: Flet has no other way to tell it where to go.
        show = cast("Callable[[ft.RouteChangeEvent], None]", page.on_route_change)
        show(ft.RouteChangeEvent(name="route_change", control=page, route=route))


async def _tell(page: ft.Page, route: str) -> None:
    """Have the client change its address."""
    with suppress(RuntimeError):  # the window is gone
        await page.push_route(route)
