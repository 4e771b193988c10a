"""The composition root: the only place that knows all the parts.

The parts are imported when they are put together, not before: `mon-compte --help` or a phone that shows its first
frame waits for none of them.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import launch

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import flet as ft

    from app.franceconnect.identification import Browser
    from app.platforms.secret_store import DeviceSecret
    from app.unlocking.unlocking import Guard


def compose(settings: launch.Settings, api_url: str) -> Callable[[ft.Page], Awaitable[None]]:
    """Return what fills a page: a window, or one browser tab among many, that shares nothing but connections.

    Whether browsers are served is the host's own knowledge, `settings.web`: what a page says of itself is its
    browser's, and decides nothing of what the program does on this machine.
    """
    import flet as ft

    from api_client import Client, connection_pool
    from app.appearance.appearance import Appearance
    from app.benefits.catalogue import Benefits
    from app.core.leaving import Leaving
    from app.core.session import Session
    from app.enrolment.wizard import EnrolmentWizard
    from app.franceconnect.identification import FranceConnect
    from app.password_reset.password_reset import PasswordResetFlow
    from app.platforms.secret_store import DRAFT, FRANCECONNECT, IDENTIFIER, UNLOCKING
    from app.settings.contact_undo import Undo
    from app.settings.this_device import ThisDevice
    from app.sign_in.sign_in import SignIn
    from app.steps.terms import TermsInForce
    from app.unlocking.unlocking import Unlocking
    from views.app import program_view
    from views.design import tokens
    from views.platforms.device import DevicePreferences, device_name
    from views.shell.clock import set_zone
    from views.shell.coming_back import ComingBack
    from views.shell.context import Program, Window

    http = connection_pool(api_url)
    web = settings.web

    async def fill(page: ft.Page) -> None:
        client = Client(api_url, http=http, forwarded_for=launch.visitor_address() if web else None)
        session = Session(client, device_name=device_name(page))
        preferences = DevicePreferences()
        appearance = Appearance(preferences)
        login = SignIn(session, _store(page, IDENTIFIER, web=web))
        enrolment = EnrolmentWizard(
            client,
            _store(page, DRAFT, web=web),
            reveal_demo_code=session.reveal_demo_code,
            observe=session.observe,
        )
        franceconnect = FranceConnect(
            client,
            session,
            enrolment.begin_vouched,
            _browser(page, web=web),
            _store(page, FRANCECONNECT, web=web) if web or _phone(page) else None,
            device_name=device_name(page),
            observe=session.observe,
        )
        unlocking = Unlocking(
            client,
            session,
            _store(page, UNLOCKING, web=web),
            None if web else _guard(page),
            observe=session.observe,
        )
        forgotten = PasswordResetFlow(
            client, session.enter, reveal_demo_code=session.reveal_demo_code, observe=session.observe
        )
        undo = Undo(client, observe=session.observe)
        program = Program(
            session,
            login,
            appearance,
            Window(page.width or 0),
            Benefits(client, observe=session.observe),
            enrolment,
            forgotten,
            TermsInForce(client, observe=session.observe),
            undo,
            unlocking,
            ThisDevice(session, login, enrolment, unlocking, observe=session.observe),
            franceconnect,
            Leaving(session, login, enrolment, forgotten, undo, unlocking),
        )
        page.on_resize = lambda event: program.window.resize(event.width)
        page.on_close = session.close
        coming_back = ComingBack(page, program, preferences)
        page.on_connect = coming_back.come_back
        page.locale_configuration = ft.LocaleConfiguration(
            supported_locales=[ft.Locale("fr", "FR")], current_locale=ft.Locale("fr", "FR")
        )
        if not web:
            page.fonts = tokens.FONT_FILES  # the web page's own manifest names it
        page.render_views(program_view, program)
        await appearance.load()
        if web:
            set_zone(page, await preferences.get("time-zone"))
            await coming_back.note()

    return fill


def _store(page: ft.Page, entry: str, *, web: bool) -> DeviceSecret:
    from app.platforms.secret_store import KeyringStore
    from views.platforms.device import DeviceStore

    if web:
        return DeviceStore.of_browser(entry)
    if _phone(page):
        return DeviceStore.of_phone(entry)
    return KeyringStore(entry)


def _browser(page: ft.Page, *, web: bool) -> Browser:
    from views.platforms.browser import BROUGHT, DesktopBrowser, PhoneBrowser, SameTab

    if web:
        return SameTab(page, _store(page, BROUGHT, web=web))
    if _phone(page):
        return PhoneBrowser(page)
    from launch.loopback import Loopback

    return DesktopBrowser(Loopback())


def _phone(page: ft.Page) -> bool:
    import flet as ft

    return page.platform in {ft.PagePlatform.ANDROID, ft.PagePlatform.IOS}


def _guard(page: ft.Page) -> Guard | None:
    """Return what recognises the owner of a phone; nothing elsewhere."""
    from views.platforms.device import DeviceGuard

    return DeviceGuard() if _phone(page) else None


def cli() -> int:
    """Run `mon-compte`; return its exit status."""
    return launch.run(compose)


if __name__ == "__main__":
    sys.exit(cli())
