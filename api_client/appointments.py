"""`/v1/me/appointments`: what a person meets the fund for."""

from datetime import datetime

from api_client.auth import SessionKeeper
from api_client.model import Model
from api_client.offices import Way
from api_client.transport import Call


class Appointment(Model):
    """An appointment.

    Attributes:
        appointment_id: its id.
        office: the code of the fund.
        office_name: its name.
        subject: what one meets about, as a code.
        way: how one meets.
        starts_at: when.
        minutes: how long it takes.
        place: where one goes.
        made_at: when it was taken.
        change_until: until when it can be moved and cancelled.
        can_change: whether it still can.
        called_off: whether the fund cannot keep it.
        over: whether its hour has come.
    """

    appointment_id: str
    office: str
    office_name: str
    subject: str
    way: Way
    starts_at: datetime
    minutes: int
    place: str | None
    made_at: datetime
    change_until: datetime
    can_change: bool
    called_off: bool
    over: bool


class _Appointments(Model):
    items: tuple[Appointment, ...]


class _Wanted(Model):
    slot_id: str
    subject: str


class _Moved(Model):
    slot_id: str


class Appointments:
    """The appointments of the person who is signed in."""

    def __init__(self, keeper: SessionKeeper) -> None:
        self._keeper = keeper

    async def list(self) -> tuple[Appointment, ...]:
        """Ask for those to come, the earliest first."""
        return _Appointments.read(await self._keeper.send(Call.of("GET", *_PATH))).items

    async def get(self, appointment_id: str) -> Appointment:
        """Ask for one.

        Raises:
            NotFound: it was cancelled, or is somebody else's.
        """
        return Appointment.read(await self._keeper.send(Call.of("GET", *_PATH, appointment_id)))

    async def book(self, slot_id: str, subject: str, *, key: str | None = None) -> Appointment:
        """Take a slot.

        Args:
            slot_id: which one.
            subject: what is met about, as a code.
            key: the same where it is asked for again after a lost answer: it is taken once.

        Raises:
            SlotTaken: somebody else has it, or it is not offered any more.
            TooManyAppointments: the person has as many as one may.
            NotFound: there is no such slot.
        """
        body = _Wanted(slot_id=slot_id, subject=subject)
        return Appointment.read(await self._keeper.send(Call.of("POST", *_PATH, body=body, key=key)))

    async def move(self, appointment_id: str, slot_id: str, *, key: str | None = None) -> Appointment:
        """Move an appointment to another slot; `key` as for `book`.

        Raises:
            SlotTaken: somebody else has it, or it is not offered any more.
            DeadlinePassed: it is less than a day away.
            NotFound: it was cancelled.
        """
        call = Call.of("PUT", *_PATH, appointment_id, "slot", body=_Moved(slot_id=slot_id), key=key)
        return Appointment.read(await self._keeper.send(call))

    async def cancel(self, appointment_id: str) -> None:
        """Cancel an appointment.

        Raises:
            DeadlinePassed: it is less than a day away.
            NotFound: it was cancelled.
        """
        await self._keeper.send(Call.of("DELETE", *_PATH, appointment_id))


_PATH = ("v1", "me", "appointments")
