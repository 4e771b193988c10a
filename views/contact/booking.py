"""Prendre rendez-vous, and moving an appointment: how to meet, and a slot that is free."""

from functools import partial
from itertools import groupby
from typing import NamedTuple

import flet as ft

from app.contact.appointments import AppointmentDetail, FreeSlots, Slot, Slots, Way, way_of
from app.contact.offices import Office, OfficeDetail, OwnOffices
from app.contact.paths import (
    CONTACT,
    appointment_path,
    booking_path,
    contact_path,
    moving_path,
)
from app.contact.subjects import Subject
from app.core.scope import PersonScope
from views.contact.text import BookingText, ContactText, OfficeText, meeting, on_fund_day
from views.design import tokens
from views.design.button import link, row, secondary
from views.design.card import align_start, card, column
from views.design.dialog import Answer, use_question
from views.design.items import items, rows, side_by_side_items
from views.design.segments import segments
from views.design.text import body, heading, hint, section, soft
from views.shell.form_view import failure_notice
from views.shell.formats import capital, hour, weekday_day
from views.shell.layout import Layout, go, screen
from views.shell.navigation import navigate
from views.shell.resource_view import resource_view

_SKELETON = (120, 240)


class Place(NamedTuple):
    """What an appointment is about, how one meets, and the fund that the address names, where it does."""

    about: Subject
    way: Way
    office: str | None


def booking(person: PersonScope, offices: OwnOffices | OfficeDetail, place: Place) -> ft.Control:
    """Return the choice of a slot."""
    ways = {way: booking_path(place.about, way, place.office) for way in BookingText.WAYS}
    return screen(
        BookingText.HEADING,
        column(
            align_start(link(ContactText.BACK, go(contact_path(place.office)))),
            heading(BookingText.HEADING),
            spacing=tokens.SPACE_8,
        ),
        resource_view(offices, lambda found: _with(person, found, place, ways), _SKELETON),
        layout=Layout.TEXT,
    )


def moving(person: PersonScope, detail: AppointmentDetail, way: str | None) -> ft.Control:
    """Return the choice of another slot for an appointment."""

    def whole() -> ft.Control:
        assert detail.value is not None  # noqa: S101 - drawn of what is known
        found = detail.value
        chosen = way_of(way if way is not None else found.way)
        slots = person.state(FreeSlots.of, found.office, found.subject, chosen, found.appointment_id)
        ways = {each: moving_path(found.appointment_id, each) for each in BookingText.WAYS}
        return column(
            card(body(capital(meeting(found.starts_at)), bold=True), hint(found.office_name)),
            _choice(ways, chosen),
            _slots(slots, moves=True),
        )

    return screen(
        BookingText.MOVE,
        column(
            align_start(link(ContactText.BACK, go(CONTACT))),
            heading(BookingText.MOVE),
            spacing=tokens.SPACE_8,
        ),
        resource_view(detail, lambda _: whole(), _SKELETON),
        layout=Layout.TEXT,
    )


def _with(person: PersonScope, found: tuple[Office, ...], place: Place, ways: dict[str, str]) -> ft.Control:
    if not found:
        return card(body(BookingText.WHICH), rows(row(OfficeText.OTHER, go(CONTACT))))
    slots = person.state(FreeSlots.of, found[0].code, place.about, place.way)
    others = (
        [
            rows(*(row(each.name, go(booking_path(place.about, place.way, each.code))) for each in found)),
        ]
        if len(found) > 1
        else []
    )
    return column(
        column(hint(found[0].name), *others, align_start(link(OfficeText.OTHER, go(contact_path())))),
        _choice(ways, place.way),
        _slots(slots, moves=False),
    )


def _choice(ways: dict[str, str], chosen: str) -> ft.Control:
    return column(
        section(BookingText.HOW),
        segments(
            BookingText.HOW,
            [(BookingText.WAYS[way], go(path)) for way, path in ways.items()],
            list(ways).index(chosen),
        ),
        spacing=tokens.SPACE_12,
    )


@ft.component
def _slots(state: FreeSlots, *, moves: bool) -> ft.Control:
    page = ft.context.page
    chosen = state.chosen

    async def take() -> None:
        await state.run()
        if state.taken is not None:
            taken, state.taken = state.taken, None
            navigate(page, appointment_path(taken.appointment_id))

    use_question(
        BookingText.ASKED_MOVE if moves else BookingText.ASKED,
        capital(BookingText.when(chosen.starts_at, chosen.way, chosen.place)) if chosen is not None else "",
        yes=Answer(BookingText.YES, take),
        no=Answer(BookingText.NO, partial(state.choose, None)),
        asked=chosen is not None,
    )
    return column(
        section(BookingText.WHEN),
        soft(BookingText.WHEN_MORE),
        failure_notice(state.take.error),
        resource_view(state, lambda found: _days(state, found), _SKELETON),
        spacing=tokens.SPACE_12,
    )


@ft.component
def _days(state: FreeSlots, found: Slots) -> ft.Control:
    if not found.offered:
        return card(body(BookingText.NOT_OFFERED, bold=True), soft(BookingText.NOT_OFFERED_MORE))
    by_day = [
        (on, list(slots)) for on, slots in groupby(found.items, lambda slot: on_fund_day(slot.starts_at))
    ]
    if not by_day:
        return card(body(BookingText.NONE, bold=True), soft(BookingText.NONE_MORE))
    later = [align_start(secondary(BookingText.MORE, state.show_more))] if len(by_day) > state.shown else []
    return column(
        items(
            *(
                card(
                    body(capital(weekday_day(on)), bold=True),
                    side_by_side_items(
                        *(_hour(state, slot) for slot in slots), label=capital(weekday_day(on))
                    ),
                )
                for on, slots in by_day[: state.shown]
            ),
            spacing=tokens.SPACE_12,
        ),
        later,
    )


def _hour(state: FreeSlots, slot: Slot) -> ft.Control:
    return secondary(
        hour(slot.starts_at), partial(state.choose, slot), spoken=BookingText.slot(slot.starts_at)
    )
