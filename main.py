"""The composition root: settings, then the client, the device and the program. It names no feature.

The parts are imported when they are put together, not before: `mon-compte --help` or a phone that shows its first
frame waits for none of them.
"""

from __future__ import annotations

import sys
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING

import launch

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from contextlib import AbstractContextManager

    import flet as ft

    from launch.loopback import Loopback
    from web.browser import Browser
    from web.drawing.sheet import Look


def compose(settings: launch.Settings, api_url: str) -> Callable[[ft.Page], Awaitable[None]]:
    """Return what fills a page: a window, or one browser tab among many, that shares nothing but connections.

    Whether browsers are served is the host's own knowledge, `settings.web`: what a page says of itself is its
    browser's, and decides nothing of what the program does on this machine.
    """
    import flet as ft

    from api_client import Client, connection_pool
    from app.core.presence import BrowserPresence
    from app.core.scope import PageScope
    from views.app import DECLARED, MENUS, open_features, program_view, recall_features
    from views.design import tokens
    from views.design.window import Window
    from views.platforms.device import answers_of, device_of, kept_key, opened_files_of
    from views.platforms.push import BrowserPush
    from views.shell.clock import set_zone
    from views.shell.coming_back import ComingBack
    from views.shell.context import Program

    http = connection_pool(api_url)
    web = settings.web
    meanwhile: Callable[[], AbstractContextManager[None]] = nullcontext
    browser_of_tab: Callable[[], Browser | None] = _no_browser
    if web:
        from web.browser import current as browser_of_tab
        from web.push import WebPush
        from web.waiting import work as meanwhile

    async def presence_of_tab() -> BrowserPresence | None:
        browser = browser_of_tab()
        if browser is None:
            return None

        def watch(entry: str, told: Callable[[], None]) -> Callable[[], None]:
            return browser.kept.watch(kept_key(entry), told)

        return await browser.shared(
            "presence", lambda: BrowserPresence.open(Client(api_url, http=http), browser.sealed, watch)
        )

    async def fill(page: ft.Page) -> None:
        presence = await presence_of_tab()
        answers = answers_of(page, settings.data_dir, web=web)
        client = Client(
            api_url,
            http=http,
            forwarded_for=launch.visitor_address() if web else None,
            meanwhile=meanwhile,
            told_of=launch.told_of_act if web else dict,
            beside=presence.client if presence is not None else None,
            answers=answers,
        )
        opened = opened_files_of(page, settings.data_dir, web=web)
        device = device_of(
            page,
            web=web,
            listener=_loopback,
            presence=presence,
            answers=answers,
            opened=opened,
            push=BrowserPush(WebPush()) if web else None,
        )
        scope = PageScope.begin(client, device, DECLARED)
        program = Program(scope, None if web else Window.of(page), MENUS)

        async def close() -> None:
            scope.session.close()
            opened.wipe()
            await answers.written()
            await client.aclose()

        page.on_close = close
        coming_back = ComingBack(page, program, partial(open_features, scope))
        page.on_connect = coming_back.come_back
        page.locale_configuration = ft.LocaleConfiguration(
            supported_locales=[ft.Locale("fr", "FR")], current_locale=ft.Locale("fr", "FR")
        )
        if not web:
            page.fonts = tokens.FONT_FILES  # a page of HTML has its own
        if presence is not None:
            await scope.session.resume.run()
            await recall_features(scope)
        page.render_views(program_view, program)
        if web:
            set_zone(page, await device.preferences.get("time-zone"))

    return fill


def looks() -> Look:
    """Return how the program looks where its pages are HTML."""
    from views.design import theme, tokens
    from web.drawing.sheet import Face, Look, Themes

    return Look(
        themes=Themes(
            light=theme.theme(theme.LIGHT),
            dark=theme.theme(theme.DARK),
            contrast_light=theme.theme(theme.CONTRAST_LIGHT),
            contrast_dark=theme.theme(theme.CONTRAST_DARK),
        ),
        faces=tuple(
            Face(family=tokens.FONT, file=file, weights="400 700", range=characters)
            for file, characters in tokens.PAGE_FONTS.items()
        ),
    )


def _no_browser() -> None:
    return None


def _loopback() -> Loopback:
    from launch.loopback import Loopback

    return Loopback()


def cli() -> int:
    """Run `mon-compte`; return its exit status."""
    return launch.run(compose, looks)


if __name__ == "__main__":
    sys.exit(cli())
