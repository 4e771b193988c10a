"""Contacter ma Caf: one's appointments, the subjects, and one's fund."""

import flet as ft

from app.contact.appointments import Appointment, Appointments
from app.contact.offices import Office, OfficeDetail, OfficeSearch, OwnOffices
from app.contact.paths import appointment_path, contact_path, subject_path
from app.contact.subjects import SUBJECTS
from app.core.routes import HOME
from views.contact.offices import office_card, search_card
from views.contact.text import AppointmentText, ContactText, OfficeText, meeting
from views.design import tokens
from views.design.button import link, row
from views.design.card import align_start, card, column
from views.design.items import rows
from views.design.notice import Tone, notice
from views.design.text import body, heading, section
from views.shell.formats import capital
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view
from views.shell.text import ShellText

_SKELETON = (220,)


def contact(
    appointments: Appointments, offices: OwnOffices | OfficeDetail, search: OfficeSearch, office: str | None
) -> ft.Control:
    """Return the ways to one's fund; `office` is the code of another that is looked at, where one is."""
    return screen(
        ContactText.HEADING,
        column(
            align_start(link(ShellText.BACK_HOME, go(HOME))),
            heading(ContactText.HEADING),
            spacing=tokens.SPACE_8,
        ),
        resource_view(appointments, _appointments, ()),
        card(
            section(ContactText.ABOUT),
            rows(*(row(ContactText.SUBJECTS[each], go(subject_path(each, office))) for each in SUBJECTS)),
        ),
        resource_view(offices, _offices, _SKELETON),
        column(section(OfficeText.OTHER), search_card(search, contact_path), spacing=tokens.SPACE_12),
        layout=Layout.TEXT,
    )


def _appointments(found: tuple[Appointment, ...]) -> ft.Control:
    if not found:
        return column(visible=False)
    return card(section(ContactText.MINE), rows(*map(_appointment, found)))


def _appointment(each: Appointment) -> ft.Control:
    under = AppointmentText.CALLED_OFF if each.called_off else AppointmentText.how(each.way)
    return row(capital(meeting(each.starts_at)), go(appointment_path(each.appointment_id)), under=under)


def _offices(found: tuple[Office, ...]) -> ft.Control:
    if not found:
        return notice(Tone.INFORMATION, OfficeText.UNKNOWN, OfficeText.UNKNOWN_MORE)
    two = [body(OfficeText.TWO, bold=True)] if len(found) > 1 else []
    return column(two, *map(office_card, found))
