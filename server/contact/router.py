"""/v1/offices: the funds and their slots; /v1/me/office, /v1/me/appointments: a person's own."""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Response
from pydantic import BaseModel
from sqlalchemy.orm import Session as Transaction

from server.contact.offices import Office, found, offices, offices_at
from server.contact.rules import CHANGED_BEFORE, SLOT_TAKEN, TOO_MANY_APPOINTMENTS, ContactSubject, MeetingBy
from server.contact.service import Appointments
from server.contact.tables import Appointment as StoredAppointment
from server.http.dependencies import ClockOf, StoreOf, service
from server.http.kinds import DEADLINE_PASSED, NOT_FOUND, VALIDATION_FAILED
from server.http.problems import Problem, documented
from server.http.text_fields import Typed
from server.idempotency.dependencies import Idempotent
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.limits.dependencies import RatesOf
from server.limits.rates import Rate
from server.limits.rules import RATE_LIMITED
from server.people.doors import DOOR_CLOSED
from server.people.tables import Account
from server.sessions.dependencies import Person
from server.sessions.rules import MIGRATION_REQUIRED, SESSION_EXPIRED

offices_router = APIRouter(prefix="/v1/offices", tags=["contact"])
router = APIRouter(
    prefix="/v1/me",
    tags=["contact"],
    responses=documented(SESSION_EXPIRED, MIGRATION_REQUIRED, DOOR_CLOSED),
)

AppointmentsOf = Annotated[Appointments, Depends(service(Appointments))]
OfficeCode = Annotated[str, Path(pattern=r"^[0-9a-z]{2,3}(-[a-z]{1,8})?$")]

_CACHED: Final = "public, max-age=3600"
_SHOWN: Final = timedelta(days=35)


class OfficeName(BaseModel):
    """A fund in a list; `place` is the name of its département."""

    code: str
    department: str
    place: str
    name: str


class OfficeList(BaseModel):
    """All funds, in the order of their départements."""

    items: list[OfficeName]


class OwnOffices(BaseModel):
    """The funds of a person's address: one as a rule; none without an address in France, two in one département."""

    items: list[Office]


class SlotItem(BaseModel):
    """A free slot; `place` is where one goes."""

    slot_id: UUID
    starts_at: datetime
    minutes: int
    way: MeetingBy
    place: str | None


class SlotList(BaseModel):
    """The free slots of five weeks, the earliest first; `offered` tells whether the fund has slots here at all."""

    offered: bool
    items: list[SlotItem]


class Appointment(BaseModel):
    """An appointment.

    `office` is the code of the fund. It can be moved and cancelled until `change_until`, as `can_change` says;
    `called_off` says that the fund cannot keep it, `over` that its hour has come.
    """

    appointment_id: UUID
    office: str
    office_name: str
    subject: ContactSubject
    way: MeetingBy
    starts_at: datetime
    minutes: int
    place: str | None
    made_at: datetime
    change_until: datetime
    can_change: bool
    called_off: bool
    over: bool


class AppointmentList(BaseModel):
    """The appointments to come, the earliest first."""

    items: list[Appointment]


class AppointmentWanted(BaseModel):
    """The slot that is taken, and what is met about."""

    slot_id: UUID
    subject: ContactSubject


class AppointmentMoved(BaseModel):
    """The slot that an appointment is moved to."""

    slot_id: UUID


@offices_router.get("")
async def list_offices(
    response: Response,
    q: Annotated[Typed, Query(max_length=100, description="A département: name, number or postcode.")] = "",
) -> OfficeList:
    """Return the funds of a département, or all where none is named."""
    response.headers["Cache-Control"] = _CACHED
    return OfficeList(items=[OfficeName.model_validate(each, from_attributes=True) for each in found(q)])


@offices_router.get("/{office}", responses=documented(NOT_FOUND))
async def read_office(office: OfficeCode, response: Response) -> Office:
    """Return a fund: how it is reached, with the source and the day of what is known."""
    known = offices().get(office)
    if known is None:
        raise Problem(NOT_FOUND)
    response.headers["Cache-Control"] = _CACHED
    return known


@offices_router.get(
    "/{office}/slots",
    responses=documented(SESSION_EXPIRED, MIGRATION_REQUIRED, DOOR_CLOSED, NOT_FOUND, VALIDATION_FAILED),
)
def list_slots(
    *,
    office: OfficeCode,
    _: Person,
    appointments: AppointmentsOf,
    store: StoreOf,
    clock: ClockOf,
    subject: ContactSubject,
    way: MeetingBy,
) -> SlotList:
    """Return the slots of a fund that are free, for a subject and a way to meet."""
    until = clock.now() + _SHOWN
    with store.read() as transaction:
        free = appointments.free(transaction, office, way, subject, until=until)
        offered = bool(free) or appointments.offers(transaction, office)
    return SlotList(
        offered=offered,
        items=[
            SlotItem(
                slot_id=each.id,
                starts_at=each.starts_at,
                minutes=each.minutes,
                way=each.way,
                place=each.place,
            )
            for each in free
        ],
    )


@router.get("/office")
def read_own_office(person: Person, store: StoreOf) -> OwnOffices:
    """Return the fund of the person's address."""
    with store.read() as transaction:
        address = transaction.get_one(Account, person.account_id).address or {}
    return OwnOffices(items=offices_at(str(address.get("postcode", "")), str(address.get("country", ""))))


@router.get("/appointments")
def list_appointments(person: Person, appointments: AppointmentsOf, store: StoreOf) -> AppointmentList:
    """Return the person's appointments to come."""
    with store.read() as transaction:
        coming = appointments.of_account(transaction, person.account_id)
        return AppointmentList(items=[_shown(appointments, each) for each in coming])


@router.post(
    "/appointments",
    status_code=HTTPStatus.CREATED,
    response_model=Appointment,
    responses=documented(
        VALIDATION_FAILED, NOT_FOUND, SLOT_TAKEN, TOO_MANY_APPOINTMENTS, IDEMPOTENCY_CONFLICT, RATE_LIMITED
    ),
)
def book_appointment(
    *,
    body: AppointmentWanted,
    person: Person,
    appointments: AppointmentsOf,
    rates: RatesOf,
    idempotent: Idempotent,
) -> Response:
    """Take a slot; of two people who take it at once one has it."""
    rates.spend(Rate.APPOINTMENTS, str(person.account_id))

    def book(transaction: Transaction) -> Appointment:
        made = appointments.book(transaction, person.account_id, body.slot_id, body.subject)
        return _shown(appointments, made)

    return idempotent.run(book, status=HTTPStatus.CREATED, owner=str(person.account_id))


@router.get("/appointments/{appointment_id}", responses=documented(NOT_FOUND))
def read_appointment(
    appointment_id: UUID, person: Person, appointments: AppointmentsOf, store: StoreOf
) -> Appointment:
    """Return an appointment, also one of the past."""
    with store.read() as transaction:
        return _shown(appointments, appointments.find(transaction, person.account_id, appointment_id))


@router.put(
    "/appointments/{appointment_id}/slot",
    response_model=Appointment,
    responses=documented(
        VALIDATION_FAILED, NOT_FOUND, SLOT_TAKEN, DEADLINE_PASSED, IDEMPOTENCY_CONFLICT, RATE_LIMITED
    ),
)
def move_appointment(
    *,
    appointment_id: UUID,
    body: AppointmentMoved,
    person: Person,
    appointments: AppointmentsOf,
    rates: RatesOf,
    idempotent: Idempotent,
) -> Response:
    """Move an appointment to another slot, until a day before."""
    rates.spend(Rate.APPOINTMENTS, str(person.account_id))

    def move(transaction: Transaction) -> Appointment:
        return _shown(
            appointments, appointments.move(transaction, person.account_id, appointment_id, body.slot_id)
        )

    return idempotent.run(move, status=HTTPStatus.OK, owner=str(person.account_id))


@router.delete(
    "/appointments/{appointment_id}",
    status_code=HTTPStatus.NO_CONTENT,
    response_class=Response,
    responses=documented(NOT_FOUND, DEADLINE_PASSED, IDEMPOTENCY_CONFLICT),
)
def cancel_appointment(
    appointment_id: UUID, person: Person, appointments: AppointmentsOf, idempotent: Idempotent
) -> Response:
    """Cancel an appointment, until a day before; its slot is free again."""
    return idempotent.run(
        lambda transaction: appointments.cancel(transaction, person.account_id, appointment_id),
        status=HTTPStatus.NO_CONTENT,
        owner=str(person.account_id),
    )


def _shown(appointments: Appointments, each: StoredAppointment) -> Appointment:
    slot = each.slot
    return Appointment(
        appointment_id=each.id,
        office=slot.office,
        office_name=offices()[slot.office].name,
        subject=each.subject,
        way=slot.way,
        starts_at=slot.starts_at,
        minutes=slot.minutes,
        place=slot.place,
        made_at=each.made_at,
        change_until=slot.starts_at - CHANGED_BEFORE,
        can_change=appointments.may_change(each),
        called_off=each.cancelled_at is not None,
        over=appointments.is_over(each),
    )
