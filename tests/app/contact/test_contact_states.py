"""Contacter ma Caf as a window has it, with the real server: a slot that is taken once, and one that is gone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from api_client.errors import SlotTaken, TooManyAppointments
from app.contact.appointments import AppointmentDetail, AppointmentFile, Appointments, FreeSlots
from app.contact.offices import OfficeSearch, OwnOffices

if TYPE_CHECKING:
    from app.core.scope import PageScope, PersonScope
    from tests.app.conftest import Demo, Find, Network


async def person_of(page: PageScope, find: Find, role: str = "responsable-couple") -> PersonScope:
    account = find(role)
    await page.session.sign_in(account.identifier, account.password)
    assert page.person is not None
    return page.person


async def free(person: PersonScope, subject: str = "housing") -> FreeSlots:
    slots = person.state(FreeSlots.of, "35", subject, "office")
    await slots.load.run()
    assert slots.value
    assert slots.value.items
    return slots


async def test_a_cut_line_and_a_double_tap_take_one_slot(
    page: PageScope, find: Find, network: Network
) -> None:
    """Asked for again after the line was cut, by two presses at once, the slot is taken once; a calendar has it."""
    person = await person_of(page, find)
    slots = await free(person)
    assert slots.value
    assert slots.value.items
    slots.choose(slots.value.items[0])
    network.cut = True
    await slots.run()
    assert slots.take.error is not None
    network.cut = False
    await asyncio.gather(slots.run(), slots.run())
    assert slots.taken is not None
    mine = person.state(Appointments.of)
    await mine.load.run()
    assert mine.value is not None
    assert [each.appointment_id for each in mine.value] == [slots.taken.appointment_id]
    content = await person.state(AppointmentFile.of).get(mine.value[0])
    assert content is not None
    assert b"VALARM" in content


async def test_a_slot_that_is_gone(demo: Demo, page: PageScope, find: Find) -> None:
    """Who comes too late is told, and what is still free is there."""
    person = await person_of(page, find)
    slots = await free(person)
    assert slots.value
    assert slots.value.items
    gone = slots.value.items[0]
    slots.choose(gone)
    await demo.close_slot(gone.slot_id)
    await slots.run()
    assert isinstance(slots.take.error, SlotTaken)
    assert slots.chosen is None
    assert gone not in slots.value.items


async def test_as_many_as_one_may(page: PageScope, find: Find) -> None:
    """The fourth is refused; one that is cancelled makes room."""
    person = await person_of(page, find)
    slots = await free(person)
    for _ in range(3):
        await slots.load.run()
        assert slots.value
        assert slots.value.items
        slots.choose(slots.value.items[0])
        await slots.run()
        assert slots.take.error is None
    await slots.load.run()
    assert slots.value
    assert slots.value.items
    slots.choose(slots.value.items[0])
    await slots.run()
    assert isinstance(slots.take.error, TooManyAppointments)
    assert slots.taken is not None
    detail = person.state(AppointmentDetail.of, slots.taken.appointment_id)
    await detail.cancel.run()
    assert detail.cancelled
    await slots.run()
    assert slots.take.error is None


async def test_ones_own_fund(page: PageScope, find: Find) -> None:
    """It is that of one's address; any other is found by its département."""
    person = await person_of(page, find)
    own = person.state(OwnOffices.of)
    await own.load.run()
    assert own.value is not None
    assert [each.code for each in own.value] == ["35"]
    search = page.state(OfficeSearch.of, "/contacter")
    await search.run()
    assert search.text.problem is not None
    search.text.type("pyrénées atlantiques")
    await search.run()
    assert [each.code for each in search.found or ()] == ["64-bearn", "64-basque"]
