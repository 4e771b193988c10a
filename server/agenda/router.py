"""/v1/me/agenda: the dates of a person; /v1/me/agenda-subscription: the private address that calendars read."""

from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session as Transaction

from server.agenda.calendar import MEDIA_TYPE, calendar_of
from server.agenda.rules import LONGEST, PARIS, usual_days
from server.agenda.service import Agenda, only
from server.agenda.subscriptions import Subscriptions, revoke
from server.http.dependencies import ClockOf, SettingsOf, StoreOf, service
from server.http.kinds import NOT_FOUND, VALIDATION_FAILED
from server.http.problems import documented, invalid
from server.idempotency.dependencies import Idempotent
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.limits.dependencies import RatesOf
from server.limits.rates import Rate
from server.limits.rules import RATE_LIMITED
from server.people.doors import DOOR_CLOSED, Reason
from server.rules.agenda import AgendaDate, DateCode, DateKind
from server.rules.payment_summary import Cents, Month
from server.rules.payments import month_of
from server.sessions.dependencies import Person
from server.sessions.rules import MIGRATION_REQUIRED, SESSION_EXPIRED

router = APIRouter(
    prefix="/v1/me",
    tags=["agenda"],
    responses=documented(SESSION_EXPIRED, MIGRATION_REQUIRED, DOOR_CLOSED),
)

AgendaOf = Annotated[Agenda, Depends(service(Agenda))]
SubscriptionsOf = Annotated[Subscriptions, Depends(service(Subscriptions))]
# Every calendar reckons with these.
_Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 12, 31))]
DateId = Annotated[str, Path(max_length=120, pattern=r"^[a-z_]+-[0-9a-z_-]+$")]
_MONTHS: Final = 3
_CALENDAR: Final[dict[int | str, dict[str, Any]]] = {200: {"content": {"text/calendar": {}}}}


class AgendaItem(BaseModel):
    """A date: `kind` and `code` say what happens, the ids what it leads to.

    `amount` is that of a payment; null where nobody knows it yet. `quarter` is the first month of a declaration.
    """

    date_id: str
    kind: DateKind
    code: DateCode
    day: date
    starts_at: datetime | None
    minutes: int | None
    amount: Cents | None
    benefit: str | None
    document: str | None
    label: str | None
    quarter: Month | None
    way: str | None
    subject: str | None
    place: str | None
    request_id: UUID | None
    debt_id: UUID | None
    appointment_id: UUID | None


class AgendaDates(BaseModel):
    """The dates from one day to another, the earliest first; `closed` is why those of the file are not among them."""

    since: date
    until: date
    closed: Reason | None
    items: list[AgendaItem]


class SubscriptionState(BaseModel):
    """When the private address was made; null where there is none. `offered`: a calendar can reach it."""

    offered: bool
    made_at: datetime | None


class SubscriptionMade(BaseModel):
    """The private address, which is shown this once."""

    url: str
    made_at: datetime


@router.get("/agenda", responses=documented(VALIDATION_FAILED, NOT_FOUND))
def list_dates(
    *,
    person: Person,
    agenda: AgendaOf,
    store: StoreOf,
    clock: ClockOf,
    since: Annotated[_Day | None, Query(description="The first day; that of this month.")] = None,
    until: Annotated[
        _Day | None, Query(description="The last day, 400 days later at most; three months.")
    ] = None,
    file_id: UUID | None = None,
) -> AgendaDates:
    """Return the dates of the person, and of one of their files as far as its doors are open to them."""
    first = since or clock.now().astimezone(PARIS).date().replace(day=1)
    last = until or month_of(first, -_MONTHS) - timedelta(days=1)
    if last < first or last - first > LONGEST:
        raise invalid(("until", "invalid"))
    with store.read() as transaction:
        found = agenda.dates(transaction, person, file_id, first, last)
        shut = agenda.closed(transaction, person, file_id)
    return AgendaDates(since=first, until=last, closed=shut, items=list(map(_shown, found)))


@router.get(
    "/agenda/calendar",
    response_class=Response,
    responses={**_CALENDAR, **documented(NOT_FOUND)},
)
def download_calendar(
    *, person: Person, agenda: AgendaOf, store: StoreOf, clock: ClockOf, file_id: UUID | None = None
) -> Response:
    """Return the dates of three months back and of a year ahead as a calendar file, without any amount."""
    now = clock.now()
    with store.read() as transaction:
        found = agenda.dates(transaction, person, file_id, *usual_days(now.astimezone(PARIS).date()))
    return _file(calendar_of(found, person.account_id, made_on=now), "agenda-caf.ics")


@router.get(
    "/agenda/{date_id}/calendar",
    response_class=Response,
    responses={**_CALENDAR, **documented(NOT_FOUND)},
)
def download_date(
    *,
    date_id: DateId,
    person: Person,
    agenda: AgendaOf,
    store: StoreOf,
    clock: ClockOf,
    day: Annotated[_Day | None, Query(description="The day of that date, where it is known.")] = None,
    file_id: UUID | None = None,
) -> Response:
    """Return one date as a calendar file, without any amount."""
    now = clock.now()
    first, last = (day, day) if day is not None else usual_days(now.astimezone(PARIS).date())
    with store.read() as transaction:
        found = only(agenda.dates(transaction, person, file_id, first, last), date_id)
    content = calendar_of([found], person.account_id, made_on=now)
    return _file(content, f"caf-{found.day.isoformat()}.ics")


@router.get("/agenda-subscription")
def read_subscription(
    person: Person, subscriptions: SubscriptionsOf, store: StoreOf, settings: SettingsOf
) -> SubscriptionState:
    """Return whether there is a private address, and since when; the address itself is not kept."""
    with store.read() as transaction:
        made_at = subscriptions.made_at(transaction, person.account_id)
    return SubscriptionState(offered=settings.calendars, made_at=made_at)


@router.post(
    "/agenda-subscription",
    status_code=HTTPStatus.CREATED,
    response_model=SubscriptionMade,
    responses=documented(IDEMPOTENCY_CONFLICT, RATE_LIMITED),
)
def make_subscription(
    *,
    request: Request,
    person: Person,
    subscriptions: SubscriptionsOf,
    rates: RatesOf,
    settings: SettingsOf,
    idempotent: Idempotent,
) -> Response:
    """Make a private address at which a calendar reads the dates of all files; the one before leads nowhere then."""
    rates.spend(Rate.SUBSCRIPTIONS, str(person.account_id))
    origin = settings.calendar_origin or str(request.base_url).rstrip("/")

    def make(transaction: Transaction) -> SubscriptionMade:
        secret, made_at = subscriptions.make(transaction, person.account_id)
        return SubscriptionMade(url=f"{origin}/agenda/{secret}.ics", made_at=made_at)

    return idempotent.run(make, status=HTTPStatus.CREATED, owner=str(person.account_id))


@router.delete(
    "/agenda-subscription",
    status_code=HTTPStatus.NO_CONTENT,
    response_class=Response,
    responses=documented(IDEMPOTENCY_CONFLICT),
)
def revoke_subscription(person: Person, idempotent: Idempotent) -> Response:
    """Have the private address lead nowhere any more."""
    return idempotent.run(
        lambda transaction: revoke(transaction, person.account_id),
        status=HTTPStatus.NO_CONTENT,
        owner=str(person.account_id),
    )


def _shown(each: AgendaDate) -> AgendaItem:
    return AgendaItem(
        date_id=each.id,
        kind=each.kind,
        code=each.code,
        day=each.day,
        starts_at=each.starts_at,
        minutes=each.minutes,
        amount=each.amount,
        benefit=each.benefit,
        document=each.document,
        label=each.label,
        quarter=each.quarter,
        way=each.way,
        subject=each.subject,
        place=each.place,
        request_id=each.request_id,
        debt_id=each.debt_id,
        appointment_id=each.appointment_id,
    )


def _file(content: bytes, name: str) -> Response:
    return Response(
        content, media_type=MEDIA_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
