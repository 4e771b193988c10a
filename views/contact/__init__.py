"""Contacter ma Caf."""

import flet as ft

from app.contact.appointments import AppointmentDetail, AppointmentFile, Appointments, way_of
from app.contact.offices import OfficeDetail, OfficeSearch, OwnOffices
from app.contact.paths import (
    ABOUT,
    APPOINTMENT,
    BOOKING,
    CONTACT,
    MOVING,
    OFFICE,
    OFFICES,
    SUBJECT,
    WAY,
    appointment_path,
)
from app.contact.subjects import subject_of
from app.core.routes import HOME
from app.core.scope import PageScope, PersonScope
from app.steps.carried_question import CarriedQuestion
from app.steps.easy_words import EASY_WORDS
from app.steps.open_acts import OpenAct
from views.contact.appointment import appointment
from views.contact.booking import Place as BookingPlace
from views.contact.booking import booking, moving
from views.contact.contact import contact
from views.contact.offices import office_search
from views.contact.subject import subject
from views.contact.text import (
    AppointmentText,
    BookingText,
    ContactSearchText,
    ContactText,
    OfficeText,
    meeting,
)
from views.shell.feature import Feature, Finds, HelpEntry, Route, SearchEntry
from views.shell.formats import capital
from views.shell.guards import private
from views.shell.navigation import use_query
from views.shell.not_found import missing


def _offices(person: PersonScope) -> OwnOffices | OfficeDetail:
    """Return one's own fund, or that which the address names."""
    code = use_query().get(OFFICE)
    return person.page.state(OfficeDetail.of, code) if code else person.state(OwnOffices.of)


def _contact(person: PersonScope) -> ft.Control:
    search = person.page.state(OfficeSearch.of, CONTACT)
    return contact(person.state(Appointments.of), _offices(person), search, use_query().get(OFFICE))


def _subject(person: PersonScope) -> ft.Control:
    about = subject_of(ft.use_route_params().get("subject", ""))
    offices, code = _offices(person), use_query().get(OFFICE)
    return subject(about, offices, code) if about is not None else missing()


def _booking(person: PersonScope) -> ft.Control:
    query = use_query()
    about, way = subject_of(query.get(ABOUT, "")) or "other", way_of(query.get(WAY, ""))
    return booking(person, _offices(person), BookingPlace(about, way, query.get(OFFICE)))


def _appointment(person: PersonScope) -> ft.Control:
    appointment_id = ft.use_route_params().get("appointment", "")
    return appointment(person.state(AppointmentDetail.of, appointment_id), person.state(AppointmentFile.of))


def _moving(person: PersonScope) -> ft.Control:
    appointment_id = ft.use_route_params().get("appointment", "")
    return moving(person, person.state(AppointmentDetail.of, appointment_id), use_query().get(WAY))


def _public(page: PageScope) -> ft.Control:
    code = use_query().get(OFFICE)
    search = page.state(OfficeSearch.of, OFFICES)
    chosen = page.state(OfficeDetail.of, code) if code else None
    return office_search(search, chosen, page.state(CarriedQuestion.of), page.shared(EASY_WORDS))


async def _acts(person: PersonScope) -> list[OpenAct]:
    """Return the appointments to come."""
    coming = person.state(Appointments.of)
    await coming.load.see_through()
    return [
        OpenAct(
            "appointment",
            AppointmentText.CALLED_OFF if each.called_off else AppointmentText.HEADING,
            f"{capital(meeting(each.starts_at))}, {AppointmentText.how(each.way)}",
            AppointmentText.LOOK,
            appointment_path(each.appointment_id),
        )
        for each in coming.value or ()
    ]


FEATURE = Feature(
    routes=(
        Route(CONTACT, private(_contact), over=HOME, crumb=ContactText.HEADING, name=ContactText.HEADING),
        Route(SUBJECT, private(_subject), over=CONTACT),
        Route(BOOKING, private(_booking), over=CONTACT, name=BookingText.HEADING),
        Route(APPOINTMENT, private(_appointment), over=CONTACT),
        Route(MOVING, private(_moving), over=CONTACT),
        Route(OFFICES, _public, name=OfficeText.HEADING),
    ),
    search=(
        SearchEntry(CONTACT, ContactSearchText.CONTACT),
        SearchEntry(BOOKING, ContactSearchText.BOOKING),
        SearchEntry(OFFICES, ContactSearchText.OFFICES),
    ),
    acts=_acts,
    finds=(Finds("appointment", 47, ContactSearchText.APPOINTMENT_CALLED, appointment_path),),
    help=(HelpEntry(OfficeText.HEADING, OfficeText.HELP, OFFICES),),
)
