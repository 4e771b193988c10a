"""One press that brings a calendar file: a browser or a desktop saves it, a phone offers it to its other programs."""

from collections.abc import Awaitable, Callable

import flet as ft

from app.steps.calendar_file import CalendarFile
from views.design.button import row, saves_file
from views.design.card import column
from views.design.items import rows
from views.design.notice import Tone, notice
from views.shell.form_view import failure_notice
from views.shell.text import ShellText
from views.steps.calendar_file_text import CalendarFileText

Get = Callable[[], Awaitable[bytes | None]]
Hand = Callable[[bytes | None, str], Awaitable[None]]


def use_handing(state: CalendarFile) -> Hand:
    """Return what hands the person a calendar file of that name, where there is one: one for all of a screen."""
    picker: ft.FilePicker = ft.use_memo(ft.FilePicker, [])
    web = ft.context.page.web
    phone = ft.context.page.platform in {ft.PagePlatform.ANDROID, ft.PagePlatform.IOS}
    sharing: ft.Share | None = ft.use_memo(lambda: ft.Share() if phone and not web else None, [])

    async def hand(content: bytes | None, name: str) -> None:
        if content is None:
            return
        if sharing is not None:
            file = ft.ShareFile.from_bytes(content, mime_type="text/calendar", name=name)
            await sharing.share_files([file])
            return
        try:
            path = await picker.save_file(file_name=name, src_bytes=content)
        except (RuntimeError, TimeoutError, OSError):
            state.tell_saved(kept=False)
            return
        # A browser saves the file itself and gives no path; elsewhere no path means that the person gave up.
        if web or path is not None:
            state.tell_saved(kept=True)

    return hand


def calendar_press(hand: Hand, label: str, get: Get, name: str, *, spoken: str = "") -> ft.Control:
    """Return a row whose one press brings a calendar file of that name; `spoken` says more than its label."""

    async def press() -> None:
        await hand(await get(), name)

    return saves_file(rows(row(label, press, spoken=spoken or None)), name)


@ft.component
def calendar_news(state: CalendarFile) -> ft.Control:
    """Return what became of the last file that was asked for."""
    news = failure_notice(state.fetch.error)
    if state.fetch.slow:
        news = [notice(Tone.INFORMATION, ShellText.WORKING, live=True)]
    if state.saved is False:
        news = [notice(Tone.ERROR, CalendarFileText.UNSAVED, CalendarFileText.UNSAVED_MORE, live=True)]
    elif state.saved:
        news = [notice(Tone.SUCCESS, CalendarFileText.SAVED, CalendarFileText.SAVED_MORE, live=True)]
    return column(*news, visible=bool(news))
