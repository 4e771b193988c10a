"""Mon agenda: all that has a day, month after month."""

from itertools import groupby

import flet as ft

from app.agenda.agenda import Agenda, AgendaDate, AgendaDates
from app.agenda.paths import AGENDA, CALENDAR, agenda_path
from app.core.routes import HOME
from views.agenda.dates import date_row
from views.agenda.text import AgendaText
from views.design import tokens
from views.design.button import link, secondary
from views.design.card import align_start, card, column
from views.design.items import rows
from views.design.segments import segments
from views.design.text import body, heading, section, soft
from views.shell.doors import closed
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view
from views.shell.text import ShellText

_SKELETON = (220, 120)


def agenda(state: Agenda) -> ft.Control:
    """Return the dates of some months, of the chosen file."""
    return screen(
        AgendaText.HEADING,
        column(
            align_start(link(ShellText.BACK_HOME, go(HOME))),
            heading(AgendaText.HEADING),
            spacing=tokens.SPACE_8,
        ),
        resource_view(state, lambda found: _whole(state, found), _SKELETON),
        secondary(AgendaText.ADD, go(CALENDAR)),
        layout=Layout.TEXT,
    )


def _whole(state: Agenda, found: AgendaDates) -> ft.Control:
    shut = [card(closed(found.closed))] if found.closed is not None else []
    return column(_views(state, found), shut, *_months(state, found), _turns(state, found))


def _views(state: Agenda, found: AgendaDates) -> ft.Control:
    """Return the two ways to look at dates."""
    first = f"{found.since:%Y-%m}"
    alone = state.months.alone
    return segments(
        AgendaText.VIEWS,
        [
            (AgendaText.LIST, go(agenda_path(since=first) if alone else AGENDA)),
            (AgendaText.MONTHS, go(agenda_path(month=first))),
        ],
        int(alone),
    )


def _months(state: Agenda, found: AgendaDates) -> list[ft.Control]:
    by_month = {month: list(dates) for month, dates in groupby(found.items, lambda each: f"{each.day:%Y-%m}")}
    if not by_month:
        named = [section(AgendaText.month(f"{found.since:%Y-%m}"))] if state.months.alone else []
        return [*named, card(body(AgendaText.NONE, bold=True), soft(AgendaText.NONE_MORE))]
    return [_month(month, dates) for month, dates in by_month.items()]


def _month(month: str, dates: list[AgendaDate]) -> ft.Control:
    return column(
        section(AgendaText.month(month)),
        card(rows(*map(date_row, dates)), spacing=0),
        spacing=tokens.SPACE_12,
    )


def _turns(state: Agenda, found: AgendaDates) -> ft.Control:
    alone = state.months.alone
    before, after = (
        (AgendaText.EARLIER_ONE, AgendaText.LATER_ONE) if alone else (AgendaText.EARLIER, AgendaText.LATER)
    )
    ways = [
        link(before, go(state.months.path(found, -1)), size=tokens.TEXT_SIZE),
        link(after, go(state.months.path(found, 1)), size=tokens.TEXT_SIZE),
    ]
    if state.months.first is not None:
        ways.append(link(AgendaText.NOW, go(AGENDA), size=tokens.TEXT_SIZE))
    return column(*map(align_start, ways), spacing=tokens.SPACE_4)
