"""Appointments, as the fund hears of them."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy.orm import Session as Transaction

from server.contact.rules import ContactSubject, MeetingBy
from server.contact.tables import Appointment
from server.feature import Act, Dispatchable, Told
from server.services import Services

APPOINTMENT = "appointment"


class DispatchedAppointment(BaseModel):
    """An appointment as it was when it was taken, moved or cancelled."""

    appointment_id: UUID
    slot_id: UUID
    office: str
    way: MeetingBy
    starts_at: datetime
    subject: ContactSubject


def details(appointment: Appointment) -> dict[str, object]:
    """Return what is kept of it: who cancels leaves no row."""
    slot = appointment.slot
    return DispatchedAppointment(
        appointment_id=appointment.id,
        slot_id=slot.id,
        office=slot.office,
        way=slot.way,
        starts_at=slot.starts_at,
        subject=appointment.subject,
    ).model_dump(mode="json")


def _read(_: Services, __: Transaction, act: Act) -> Told | None:
    return Told(DispatchedAppointment.model_validate(act.details)) if act.details else None


DISPATCHABLE = (Dispatchable(APPOINTMENT, DispatchedAppointment, _read),)
