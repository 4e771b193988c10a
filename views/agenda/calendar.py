"""Ajouter à mon calendrier: files of one date or all, and the private address that a calendar reads."""

from functools import partial
from urllib.parse import urlsplit

import flet as ft

from app.agenda.agenda import Agenda, AgendaDate, AgendaDates
from app.agenda.calendar import AgendaAddress, AgendaAddressState, AgendaFiles
from app.agenda.paths import AGENDA
from views.agenda.dates import title_of
from views.agenda.text import CalendarText
from views.design import tokens
from views.design.button import copies, link, primary, secondary
from views.design.card import align_start, card, column
from views.design.details import details, fact
from views.design.dialog import Answer, use_question
from views.design.items import items
from views.design.notice import Tone, notice
from views.design.text import body, heading, section, soft
from views.shell.form_view import failure_notice, success_notice
from views.shell.formats import weekday_day
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view
from views.shell.text import ShellText
from views.steps.calendar_file import Hand, calendar_news, calendar_press, use_handing

_SKELETON = (160,)
_THIS_DEVICE = frozenset({"localhost", "127.0.0.1", "::1"})


def calendar(dates: Agenda, files: AgendaFiles, address: AgendaAddress) -> ft.Control:
    """Return what brings the dates into the person's calendar."""
    return screen(
        CalendarText.HEADING,
        column(
            align_start(link(CalendarText.BACK, go(AGENDA))),
            heading(CalendarText.HEADING),
            spacing=tokens.SPACE_8,
        ),
        card(section(CalendarText.ADDRESS), soft(CalendarText.ADDRESS_LEAD), _address(address)),
        _files(dates, files),
        layout=Layout.TEXT,
    )


@ft.component
def _files(dates: Agenda, files: AgendaFiles) -> ft.Control:
    hand = use_handing(files)
    return card(
        section(CalendarText.FILES),
        soft(CalendarText.FILES_MORE),
        calendar_news(files),
        calendar_press(hand, CalendarText.ALL, files.all, "agenda-caf.ics"),
        resource_view(dates, lambda found: _each(hand, files, found), _SKELETON),
    )


def _each(hand: Hand, files: AgendaFiles, found: AgendaDates) -> ft.Control:
    if not found.items:
        return column()
    return column(
        body(CalendarText.ONE, bold=True),
        items(*(_one(hand, files, each) for each in found.items), spacing=0),
        spacing=tokens.SPACE_4,
    )


def _one(hand: Hand, files: AgendaFiles, each: AgendaDate) -> ft.Control:
    title, on = title_of(each), weekday_day(each.day)
    name = f"caf-{each.day.isoformat()}.ics"
    return calendar_press(
        hand, f"{title}, {on}", partial(files.one, each), name, spoken=CalendarText.add(title, on)
    )


def _address(state: AgendaAddress) -> ft.Control:
    return resource_view(state, lambda found: _known(state, found), _SKELETON)


@ft.component
def _known(state: AgendaAddress, found: AgendaAddressState) -> ft.Control:
    asked, ask = ft.use_state("")

    async def renew() -> None:
        ask("")
        await state.make.run()

    async def revoke() -> None:
        ask("")
        await state.revoke.run()

    def keep() -> None:
        ask("")

    no = Answer(CalendarText.KEEP, keep)
    use_question(
        CalendarText.RENEW_ASKED,
        CalendarText.RENEW_MEANS,
        yes=Answer(CalendarText.RENEW_YES, renew),
        no=no,
        asked=asked == "renew",
    )
    use_question(
        CalendarText.REVOKE_ASKED,
        CalendarText.REVOKE_MEANS,
        yes=Answer(CalendarText.REVOKE_YES, revoke),
        no=no,
        asked=asked == "revoke",
    )
    if not found.offered:
        return notice(Tone.INFORMATION, CalendarText.HERE_ALONE, CalendarText.HERE_ALONE_MORE)
    failed = failure_notice(state.make.error or state.revoke.error)
    if found.made_at is None:
        gone = [success_notice(CalendarText.REVOKED, CalendarText.REVOKED_MORE)] if state.revoked else []
        busy = ShellText.WORKING if state.make.slow else None
        return column([*failed, *gone], primary(CalendarText.MAKE, state.make.run, busy=busy))
    shown = _url(state.url) if state.url is not None else [body(CalendarText.made(found.made_at))]
    return column(
        failed,
        shown,
        column(
            align_start(link(CalendarText.RENEW, lambda: ask("renew"), size=tokens.TEXT_SIZE)),
            align_start(link(CalendarText.REVOKE, lambda: ask("revoke"), size=tokens.TEXT_SIZE)),
            spacing=tokens.SPACE_4,
        ),
    )


def _url(url: str) -> list[ft.Control]:
    return [
        details(fact(CalendarText.URL, url)),
        *([soft(CalendarText.THIS_DEVICE)] if urlsplit(url).hostname in _THIS_DEVICE else []),
        notice(Tone.WARNING, CalendarText.ONCE, CalendarText.ADDRESS_WARNING, live=True),
        _copying(url),
    ]


@ft.component
def _copying(url: str) -> ft.Control:
    clipboard: ft.Clipboard = ft.use_memo(ft.Clipboard, [])
    copied, set_copied = ft.use_state(False)  # noqa: FBT003 - the initial state

    async def copy() -> None:
        await clipboard.set(url)
        set_copied(True)

    said = [notice(Tone.SUCCESS, CalendarText.COPIED, live=True)] if copied else []
    return column(align_start(copies(secondary(CalendarText.COPY, copy), url)), said)
