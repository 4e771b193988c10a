"""Mon agenda."""

import flet as ft

from app.agenda.agenda import Agenda, Months
from app.agenda.calendar import AgendaAddress, AgendaFiles
from app.agenda.paths import AGENDA, CALENDAR
from app.core.routes import HOME
from app.core.scope import PersonScope
from views.agenda.agenda import agenda
from views.agenda.calendar import calendar
from views.agenda.text import AgendaSearchText, AgendaText, CalendarText
from views.shell.feature import Feature, Place, Route, SearchEntry
from views.shell.guards import private
from views.shell.navigation import use_query


def _file_id(person: PersonScope) -> str | None:
    return person.file.file_id if person.file is not None and not person.account.limited else None


def _agenda(person: PersonScope) -> ft.Control:
    months = Months.of_query(use_query())
    return agenda(person.state(Agenda.of, _file_id(person), months))


def _calendar(person: PersonScope) -> ft.Control:
    file_id = _file_id(person)
    return calendar(
        person.state(Agenda.of, file_id, Months()),
        person.state(AgendaFiles.of, file_id),
        person.state(AgendaAddress.of),
    )


FEATURE = Feature(
    routes=(
        Route(AGENDA, private(_agenda), over=HOME, crumb=AgendaText.HEADING, name=AgendaText.HEADING),
        Route(CALENDAR, private(_calendar), over=AGENDA, name=CalendarText.HEADING),
    ),
    search=(SearchEntry(AGENDA, AgendaSearchText.AGENDA), SearchEntry(CALENDAR, AgendaSearchText.CALENDAR)),
    places=(Place(28, AgendaText.SHORT, AGENDA, ft.Icons.CALENDAR_MONTH_OUTLINED, short=None),),
)
