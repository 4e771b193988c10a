"""One subject: what can be done alone first, then a message, an appointment, the telephone, and the office."""

from collections.abc import Mapping, Sequence
from typing import Final

import flet as ft

from app.benefits.paths import BENEFITS
from app.contact.offices import Office, OfficeDetail, OwnOffices
from app.contact.paths import CONTACT, booking_path, contact_path
from app.contact.subjects import Subject
from app.declarations.paths import DECLARATIONS
from app.documents.paths import DOCUMENTS
from app.entitlements.paths import ENTITLEMENTS
from app.help.paths import HELP
from app.messages.paths import WRITE
from app.payments.paths import DEBTS, PAYMENTS
from app.requests.paths import CHANGES, REQUESTS, start_path
from app.resources.paths import RESOURCES
from app.settings.paths import CONTACT_DETAILS, SETTINGS
from app.simulation.paths import SIMULATION
from app.uploads.paths import UPLOADS
from views.contact.offices import reached_by_phone, reached_on_foot
from views.contact.text import BookingText, ContactText, OfficeText
from views.design import tokens
from views.design.button import link, row
from views.design.card import align_start, card, column
from views.design.items import rows
from views.design.text import body, heading, section, soft
from views.shell.layout import Layout, go, screen
from views.shell.resource_view import resource_view

_SKELETON = (120, 160)
_PATHS: Final[Mapping[str, str]] = {
    "payments": PAYMENTS,
    "bank": start_path("bank_details"),
    "papers": DOCUMENTS,
    "rights": ENTITLEMENTS,
    "simulation": SIMULATION,
    "benefits": BENEFITS,
    "moving": start_path("moving"),
    "uploads": UPLOADS,
    "housing": start_path("housing_benefit"),
    "birth": start_path("birth"),
    "separation": start_path("separation"),
    "death": start_path("death"),
    "couple": start_path("couple"),
    "declaration": DECLARATIONS,
    "resources": RESOURCES,
    "debts": DEBTS,
    "changes": CHANGES,
    "work": start_path("work"),
    "settings": SETTINGS,
    "contacts": CONTACT_DETAILS,
    "requests": REQUESTS,
    "help": HELP,
}
_ACTS: Final[Mapping[Subject, Sequence[str]]] = {
    "payment": ("payments", "bank", "papers"),
    "rights": ("rights", "simulation", "benefits"),
    "housing": ("moving", "uploads", "housing"),
    "family": ("birth", "separation", "couple", "death"),
    "declaration": ("declaration", "resources"),
    "debt": ("debts", "payments"),
    "situation": ("changes", "moving", "work"),
    "account": ("settings", "contacts", "help"),
    "other": ("requests", "uploads", "help"),
}


def subject(about: Subject, offices: OwnOffices | OfficeDetail, office: str | None) -> ft.Control:
    """Return the ways for a subject; `office` is the code of another fund than one's own, where one is looked at."""
    name = ContactText.SUBJECTS[about]
    return screen(
        name,
        column(
            align_start(link(ContactText.BACK, go(contact_path(office)))),
            heading(name),
            spacing=tokens.SPACE_8,
        ),
        card(
            section(ContactText.ALONE),
            soft(ContactText.ALONE_MORE),
            rows(*(row(ContactText.ACTS[act], go(_PATHS[act])) for act in _ACTS[about])),
        ),
        card(
            section(ContactText.MET),
            rows(
                row(ContactText.WRITE, go(f"{WRITE}?sujet={about}")),
                row(BookingText.HEADING, go(booking_path(about, office=office))),
            ),
        ),
        resource_view(offices, _office, _SKELETON),
        layout=Layout.TEXT,
    )


def _office(found: tuple[Office, ...]) -> ft.Control:
    if not found:
        return card(
            section(ContactText.CALL),
            body(OfficeText.UNKNOWN, bold=True),
            rows(row(OfficeText.OTHER, go(CONTACT))),
        )
    visits = [
        card(section(ContactText.GO_THERE), body(each.name, bold=True), *parts)
        for each in found
        if (parts := reached_on_foot(each))
    ]
    return column(card(section(ContactText.CALL), *reached_by_phone(found[0])), *visits)
