"""Dates as rows: what happens on each, and where it leads."""

import flet as ft

from app.agenda.agenda import AgendaDate
from app.contact.paths import appointment_path
from app.declarations.paths import DECLARATIONS
from app.entitlements.paths import ENTITLEMENTS
from app.payments.paths import PAYMENTS, debt_path, month_path
from app.requests.paths import REQUESTS, request_path
from app.uploads.paths import UPLOADS, upload_path
from views.agenda.text import AgendaText
from views.design.button import row
from views.design.day import day_mark
from views.shell.formats import short_weekday, weekday_day
from views.shell.layout import go


def date_row(each: AgendaDate) -> ft.Control:
    """Return a date with the way to its screen."""
    return row(title_of(each), go(_leads(each)), under=more_of(each), before=_day(each))


def title_of(each: AgendaDate) -> str:
    """Return what happens on a date."""
    return AgendaText.title(each.code, each.document, each.label)


def more_of(each: AgendaDate) -> str:
    """Return what else is to be known of it."""
    if each.starts_at is not None:
        return AgendaText.meeting(each.starts_at, each.way)
    if each.kind == "end_of_right" and each.benefit is not None:
        return AgendaText.benefit(each.benefit)
    return AgendaText.more(each.code, amount=each.amount, quarter=each.quarter)


def _day(each: AgendaDate) -> ft.Control:
    return day_mark(each.day.day, short_weekday(each.day), spoken=weekday_day(each.day))


def _leads(each: AgendaDate) -> str:
    """Return the screen of a date; for a kind that is newer than this program, that of the agenda's own kind."""
    match each.kind:
        case "payment":
            return PAYMENTS if each.code == "expected" else month_path(f"{each.day:%Y-%m}")
        case "declaration":
            return DECLARATIONS
        case "document":
            return upload_path(each.document) if each.document is not None else UPLOADS
        case "deadline" if each.debt_id is not None:
            return debt_path(each.debt_id)
        case "deadline":
            return request_path(each.request_id) if each.request_id is not None else REQUESTS
        case "appointment":
            return appointment_path(each.appointment_id or "")
        case "end_of_right":
            return ENTITLEMENTS
