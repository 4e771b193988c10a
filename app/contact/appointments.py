"""States of appointments: those to come, one of them, and the slots that one can be taken in."""

from collections.abc import Callable
from typing import Self
from uuid import uuid4

from api_client import Client
from api_client.appointments import Appointment
from api_client.errors import ClientError, SlotTaken
from api_client.offices import Slot, Slots, Way
from app.core.command import Command
from app.core.resource import Resource
from app.core.scope import PersonScope
from app.steps.calendar_file import CalendarFile

__all__ = [
    "Appointment",
    "AppointmentDetail",
    "AppointmentFile",
    "Appointments",
    "FreeSlots",
    "Slot",
    "Slots",
    "Way",
    "way_of",
]


def way_of(said: str) -> Way:
    """Return the way to meet that an address names; at the office where it names none."""
    return "telephone" if said == "telephone" else "office"


class Appointments(Resource[tuple[Appointment, ...]]):
    """The appointments of a person that are to come."""

    def __init__(self, client: Client, *, observe: Callable[[ClientError | None], None]) -> None:
        super().__init__(client.appointments.list, observe=observe)

    @classmethod
    def of(cls, person: PersonScope) -> Self:
        """Return the state of a person."""
        return cls(person.page.client, observe=person.page.session.observe)


class AppointmentDetail(Resource[Appointment]):
    """One appointment.

    Attributes:
        cancel: cancels it.
        cancelled: whether that was done.
        news: what was just done with it: `booked` or `moved`; empty where one comes back to it.
    """

    def __init__(
        self, client: Client, appointment_id: str, *, observe: Callable[[ClientError | None], None]
    ) -> None:
        self._client = client
        self._appointment_id = appointment_id
        self.cancelled = False
        self.news = ""

        async def read() -> Appointment:
            return await client.appointments.get(appointment_id)

        super().__init__(read, observe=observe)
        self.cancel = Command(self._cancel, observe=observe, navigates=True)
        self._hear(self.cancel)

    @classmethod
    def of(cls, person: PersonScope, appointment_id: str) -> Self:
        """Return the state of an appointment of a person."""
        return cls(person.page.client, appointment_id, observe=person.page.session.observe)

    async def _cancel(self) -> None:
        await self._client.appointments.cancel(self._appointment_id)
        self.cancelled = True


class AppointmentFile(CalendarFile):
    """The calendar file of one appointment."""

    def __init__(self, client: Client, *, observe: Callable[[ClientError | None], None]) -> None:
        super().__init__(observe=observe)
        self._client = client

    @classmethod
    def of(cls, person: PersonScope) -> Self:
        """Return the state of a person."""
        return cls(person.page.client, observe=person.page.session.observe)

    async def get(self, appointment: Appointment) -> bytes | None:
        """Return the file of an appointment; None where it could not be had, which the state tells."""
        name = f"appointment-{appointment.appointment_id.replace('-', '')}"
        return await self.fetched(lambda: self._client.agenda.date_calendar(None, name))


class FreeSlots(Resource[Slots]):
    """The slots of a fund for one subject and one way to meet.

    Attributes:
        chosen: the slot that is about to be taken.
        take: takes it; views call `choose` and `run`.
        taken: the appointment, once there is one.
        shown: how many days of slots are shown.
    """

    def __init__(
        self,
        person: PersonScope,
        office: str,
        subject: str,
        way: Way,
        appointment_id: str | None,
    ) -> None:
        self._client = person.page.client
        self._person = person
        self._subject = subject
        self._appointment_id = appointment_id
        self._key: tuple[str, str] = ("", "")
        self.chosen: Slot | None = None
        self.taken: Appointment | None = None
        self.shown = _DAYS

        async def read() -> Slots:
            return await self._client.offices.slots(office, subject, way)

        super().__init__(read, observe=person.page.session.observe)
        self.take = Command(self._take, observe=person.page.session.observe, navigates=True)
        self._hear(self.take)

    @classmethod
    def of(
        cls, person: PersonScope, office: str, subject: str, way: Way, appointment_id: str | None = None
    ) -> Self:
        """Return the state of those slots; `appointment_id` is what is moved to one of them, where one is."""
        return cls(person, office, subject, way, appointment_id)

    def choose(self, slot: Slot | None) -> None:
        """Note which slot is about to be taken; None for none."""
        self.chosen = slot
        self.tell()

    def show_more(self) -> None:
        """Show later days."""
        self.shown += _DAYS
        self.tell()

    async def run(self) -> None:
        """Take the chosen slot; where somebody else was first, what is free is read again."""
        if self.take.running or self.chosen is None:
            return
        await self.take.run()
        if isinstance(self.take.error, SlotTaken):
            self.chosen = None
            await self.load.run()

    async def _take(self) -> None:
        slot = self.chosen
        if slot is None:
            return
        if self._key[0] != slot.slot_id:
            # A lost answer is asked for again with the same key: the slot is taken once.
            self._key = slot.slot_id, str(uuid4())
        appointments = self._client.appointments
        if self._appointment_id is None:
            taken = await appointments.book(slot.slot_id, self._subject, key=self._key[1])
        else:
            taken = await appointments.move(self._appointment_id, slot.slot_id, key=self._key[1])
        detail = self._person.state(AppointmentDetail.of, taken.appointment_id)
        detail.update(taken)
        detail.news = "booked" if self._appointment_id is None else "moved"
        self.taken, self.chosen, self._key = taken, None, ("", "")


_DAYS = 5
