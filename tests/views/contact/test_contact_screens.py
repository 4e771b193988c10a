"""Contacter ma Caf, as a person meets it: by subject, an appointment, and the fund of any département."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.contact.appointments import FreeSlots, Slots
from app.contact.paths import CONTACT, OFFICES, booking_path, subject_path
from tests.views.screen_steps import check, enter, in_both_layouts
from views.contact.text import AppointmentText, BookingText, ContactText, OfficeText
from views.shell.error_text import ErrorText
from views.shell.text import NotFoundText, ShellText

if TYPE_CHECKING:
    from app.core.scope import PageScope
    from app.core.session import Session
    from tests.app.conftest import Demo, Find
    from tests.views.conftest import Open
    from tests.views.flutter import Flutter


async def at(open_at: Open, session: Session, find: Find, path: str, heading: str) -> Flutter:
    screen = await enter(open_at, session, find, "responsable-couple")
    screen.go(path)
    await screen.until(lambda: screen.heading == heading and not screen.says(ShellText.LOADING))
    return screen


def slots(screen: Flutter) -> list[str]:
    """Return the slots that are offered, as they are said."""
    said = [each for each in screen.words if " à " in each and each.endswith((" h", " h 30"))]
    return [each for each in said if each[0].islower()]


async def book(screen: Flutter) -> None:
    await screen.until(lambda: bool(slots(screen)))
    await screen.press(slots(screen)[0])
    await screen.until(lambda: screen.says(BookingText.YES))
    await screen.press(BookingText.YES)
    await screen.until(lambda: screen.heading == AppointmentText.HEADING)


@in_both_layouts
async def test_by_subject(open_at: Open, session: Session, find: Find) -> None:
    """A subject shows what can be done alone first, then the ways to the fund."""
    screen = await at(open_at, session, find, CONTACT, ContactText.HEADING)
    await screen.until(lambda: screen.says("Caf d'Ille-et-Vilaine"))
    check(screen, ContactText.HEADING)
    await screen.press(ContactText.SUBJECTS["housing"])
    await screen.until(lambda: screen.heading == ContactText.SUBJECTS["housing"])
    await screen.until(lambda: screen.says(ContactText.CALL))
    check(screen, ContactText.SUBJECTS["housing"])
    assert screen.headings(2)[:1] == [ContactText.ALONE]
    assert screen.says("32 30")


@in_both_layouts
async def test_an_appointment_is_taken_moved_and_cancelled(
    open_at: Open, session: Session, find: Find
) -> None:
    """One press and an answer take it; it is moved and cancelled in the same way, and stands under its heading."""
    screen = await at(open_at, session, find, booking_path("housing"), BookingText.HEADING)
    await book(screen)
    assert screen.says(AppointmentText.BOOKED)
    check(screen, AppointmentText.HEADING)
    await screen.press(AppointmentText.MOVE)
    await screen.until(lambda: screen.heading == BookingText.MOVE)
    await book(screen)
    assert screen.says(AppointmentText.MOVED)
    await screen.press(AppointmentText.CANCEL)
    await screen.until(lambda: screen.says(AppointmentText.CANCEL_YES))
    await screen.press(AppointmentText.CANCEL_YES)
    await screen.until(lambda: screen.heading == ContactText.HEADING)
    await screen.until(lambda: screen.says(ContactText.SUBJECTS["housing"]))
    assert not screen.says(ContactText.MINE)


async def test_a_slot_that_somebody_else_took(
    demo: Demo, open_at: Open, session: Session, find: Find
) -> None:
    """Who comes second is told, and sees what is still free."""
    screen = await at(open_at, session, find, booking_path("housing"), BookingText.HEADING)
    await screen.until(lambda: bool(slots(screen)))
    first = slots(screen)[0]
    await screen.press(first)
    await screen.until(lambda: screen.says(BookingText.YES))
    await demo.close_slot(await first_slot(session))
    await screen.press(BookingText.YES)
    await screen.until(lambda: screen.says(ErrorText.SLOT_TAKEN))
    await screen.until(lambda: bool(slots(screen)) and slots(screen)[0] != first)


async def first_slot(session: Session) -> str:
    free = await session._client.offices.slots("35", "housing", "office")
    return free.items[0].slot_id


@in_both_layouts
async def test_the_fund_of_any_departement(open_at: Open) -> None:
    """Without an account one finds a fund by name, number or postcode, with what is known of it and its source."""
    screen = open_at(OFFICES)
    await screen.until(lambda: screen.says(OfficeText.FIND))
    await screen.press(OfficeText.FIND)
    await screen.until(lambda: screen.says("Écrivez un département ou un code postal."))
    for typed, name in (
        ("tarn", "Caf du Tarn"),
        ("29200", "Caf du Finistère"),
        ("2a", "Caf de la Corse-du-Sud"),
    ):
        await screen.type(OfficeText.LABEL, typed)
        await screen.press(OfficeText.FIND)
        await screen.until(lambda: screen.says(name))  # noqa: B023 - awaited here
    check(screen, OfficeText.HEADING)
    screen.go(f"{OFFICES}?caf=81")
    await screen.until(lambda: screen.says("16 rue Campmas, 81013 Albi Cedex 9"))
    assert screen.says("Du lundi au vendredi, de 9 h à 12 h et de 13 h 30 à 16 h 30")


async def test_a_subject_that_is_none(open_at: Open, session: Session, find: Find) -> None:
    """An address that names no subject leads nowhere."""
    screen = await enter(open_at, session, find, "responsable-couple")
    screen.go(subject_path("nonsense"))
    await screen.until(lambda: screen.heading == NotFoundText.HEADING)


async def test_an_office_that_has_no_slots(
    open_at: Open, session: Session, find: Find, page: PageScope
) -> None:
    """One that meets nobody through the program says so; one that is full says what else to try."""
    screen = await at(open_at, session, find, booking_path("housing"), BookingText.HEADING)
    await screen.until(lambda: bool(slots(screen)))
    assert page.person is not None
    free = page.person.state(FreeSlots.of, "35", "housing", "office")
    free.update(Slots(offered=False, items=()))
    await screen.until(lambda: screen.says(BookingText.NOT_OFFERED))
    assert screen.says(BookingText.NOT_OFFERED_MORE)
    free.update(Slots(offered=True, items=()))
    await screen.until(lambda: screen.says(BookingText.NONE))
    assert screen.says(BookingText.NONE_MORE)
