"""The data of a demonstration: inserted, kept up to date, reset."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, exists, insert, select, true, update

from server.contact.tables import Slot
from server.crypto.passwords import Passwords
from server.crypto.pepper import pepper_of
from server.db.engine import put
from server.db.schema import alone
from server.db.tables import Fact
from server.db.types import Base
from server.declarations.tables import Declaration
from server.demo.accounts import DEMO_ACCOUNTS
from server.demo.appointments import slot_rows
from server.demo.consequences import apply_acts
from server.demo.declarations import declaration_rows
from server.demo.documents import register_rows
from server.demo.figures import figures_on
from server.demo.households import HOUSEHOLDS, people
from server.demo.messages import sow, tell_payments
from server.demo.requests import requests_on
from server.demo.resources import resources_on
from server.demo.tables import Fault
from server.dispatches.tables import Dispatch
from server.entitlements.tables import Entitlement
from server.errors import StoreMismatch
from server.home.tables import Alert
from server.identities.recognition import trace_rows
from server.identities.tables import Identity, IdentityTrace, RegisteredDocument
from server.payments.tables import Debt, Payment, PaymentEvent, PaymentLine, Recovery
from server.people.reach import Reach, wait_before
from server.people.tables import Account, File, Member
from server.requests.rules import OVER, RequestState
from server.requests.tables import Request
from server.resources.tables import Quotient, Resource
from server.rules.documents import Verdict
from server.rules.payments import last_pay_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection
    from sqlalchemy.orm import Session as Transaction

    from server.clock import Clock
    from server.db import Store
    from server.settings import Settings

# The day for which the figures were made. If this fact exists, the data is a demonstration's.
_FIGURES_ON = "demo_figures_on"
_OFFSET = "demo_clock_offset_s"
# The time of the clock at the first start and at each reset; empty for the real time.
_STARTS_AT = "demo_starts_at"
# If this fact exists, all the people below were inserted.
_CAST = "demo_cast_of_reach"
# The columns by which the fund knows a member.
_KNOWN = frozenset({"nir_hash", "fingerprint", "birth_date", "known_mail", "known_phone"})
# If this fact exists, the requests were inserted.
_REQUESTS = "demo_requests"
# If this fact exists, the messages were inserted.
_MESSAGES = "demo_messages"
# The age of the account whose document could not be checked.
_WAITED = timedelta(days=3)
_SHARED = (
    select(Fact.value, Fault.id, Fault.path)
    .join(Fault, true(), isouter=True)
    .where(Fact.name == _OFFSET)
    .order_by(Fault.id)
)
_KEPT_AT_RESET = frozenset({"facts", "alembic_version"})


def make_demo_ready(store: Store, settings: Settings) -> None:
    """Insert the accounts at the first start, and bring payments and dates up to date.

    Args:
        store: a store whose schema is ready.
        settings: the time of the clock, and the cost of a hash.

    Raises:
        StoreMismatch: the database holds real accounts.
    """
    with alone(store) as transaction:
        known = transaction.get(Fact, _FIGURES_ON)
        if known is None and transaction.scalar(select(Account.id).limit(1)):
            raise StoreMismatch(store.location, holds_demo=False)
        starts_at = settings.demo_now.isoformat() if settings.demo_now else ""
        before = transaction.get(Fact, _STARTS_AT)
        # The clock continues from where a killed server left it: time must not run backwards for people who try it.
        goes_on = before is not None and before.value == starts_at
        _set(transaction, _STARTS_AT, starts_at)
        _sow(transaction, settings, goes_on=goes_on)


def refuse_demo(store: Store) -> None:
    """Check that the store has no demonstration accounts, whose passwords are public.

    Raises:
        StoreMismatch: it has.
    """
    if is_demo(store):
        raise StoreMismatch(store.location, holds_demo=True)


def is_demo(store: Store) -> bool:
    """Return whether the store holds a demonstration."""
    with store.read() as transaction:
        return transaction.get(Fact, _FIGURES_ON) is not None


def time_after(store: Store, clock: Clock, by: timedelta) -> datetime:
    """Return the time to which the clock is moved by as much; another worker may have moved it."""
    with store.read() as transaction:
        follow(transaction.connection(), clock)
    return clock.now() + by


def stop_clock(store: Store, clock: Clock, at: datetime) -> None:
    """Move the clock of every worker on to a time; where it is past it, it stays."""
    with alone(store) as transaction:
        follow(transaction.connection(), clock)
        clock.offset += max(at - clock.now(), timedelta())
        _set(transaction, _OFFSET, str(clock.offset.total_seconds()))


def move_clock(store: Store, clock: Clock, to: datetime) -> datetime:
    """Move the clock of every worker on, and the figures with it, and return the new time."""
    stop_clock(store, clock, to)
    with alone(store) as transaction:
        _bring_up_to(transaction, clock.now().date())
    return clock.now()


def follow(connection: Connection, clock: Clock) -> list[tuple[int, str]]:
    """Take over the time that another worker may have set. Return the waiting faults, oldest first: id and path.

    It is one statement on a plain connection, because every request needs it.
    """
    rows = connection.execute(_SHARED).all()
    if rows:
        clock.offset = timedelta(seconds=float(rows[0].value))
    return [(row.id, row.path) for row in rows if row.id is not None]


def reset(store: Store, clock: Clock, settings: Settings) -> None:
    """Reset everything to the first start."""
    with alone(store) as transaction:
        for table in reversed(Base.metadata.sorted_tables):
            if table.name not in _KEPT_AT_RESET:
                transaction.execute(delete(table))
        _set(transaction, _FIGURES_ON, "")
        _sow(transaction, settings)
        follow(transaction.connection(), clock)


def _sow(transaction: Transaction, settings: Settings, *, goes_on: bool = False) -> None:
    # Not from the settings: a worker's do not have it.
    starts_at = transaction.get_one(Fact, _STARTS_AT).value
    offset = datetime.fromisoformat(starts_at) - datetime.now(UTC) if starts_at else timedelta()
    moved = transaction.get(Fact, _OFFSET) if goes_on else None
    if moved is not None:
        offset = timedelta(seconds=float(moved.value))
    _set(transaction, _OFFSET, str(offset.total_seconds()))
    fresh = transaction.scalar(select(Account.id).limit(1)) is None
    if fresh:
        _fill(transaction, Account, list(_account_rows(settings).values()))
        _fill(transaction, File, [household.row() for household in HOUSEHOLDS])
        key = pepper_of(transaction)
        _fill(transaction, Member, [row for household in HOUSEHOLDS for row in household.member_rows(key)])
    elif transaction.get(Fact, _CAST) is None:
        _bring_cast_up(transaction, settings)
    _set(transaction, _CAST, "")
    _sow_identities(transaction, datetime.now(UTC) + offset)
    if transaction.scalar(select(RegisteredDocument.number).limit(1)) is None:
        _fill(transaction, RegisteredDocument, register_rows())
    if fresh or transaction.get(Fact, _REQUESTS) is None:
        transaction.add_all(requests_on(transaction, datetime.now(UTC) + offset))
        _set(transaction, _REQUESTS, "")
    if fresh or transaction.get(Fact, _MESSAGES) is None:
        sow(transaction, datetime.now(UTC) + offset)
        _set(transaction, _MESSAGES, "")
    _sow_dispatches(transaction, datetime.now(UTC) + offset)
    _bring_up_to(transaction, (datetime.now(UTC) + offset).date())


def _sow_dispatches(transaction: Transaction, now: datetime) -> None:
    """Have what is inserted, and what an older version had, wait for the fund as if it had been sent."""
    transaction.flush()
    told = select(Dispatch.subject_id)
    under_way = select(Request).where(
        Request.state.not_in((RequestState.DRAFT, *OVER)), Request.id.not_in(told)
    )
    unchecked = select(Identity).where(Identity.verdict == Verdict.TO_CHECK, Identity.account_id.not_in(told))
    transaction.add_all(
        Dispatch(
            kind="request",
            act="sent",
            subject_id=each.id,
            account_id=each.account_id,
            file_id=each.file_id,
            made_at=each.sent_at or now,
        )
        for each in transaction.scalars(under_way).all()
    )
    transaction.add_all(
        Dispatch(
            kind="enrolment",
            act="to_check",
            subject_id=each.account_id,
            account_id=each.account_id,
            made_at=each.opened_at or now,
        )
        for each in transaction.scalars(unchecked).all()
    )


def _sow_identities(transaction: Transaction, now: datetime) -> None:
    """Insert missing identities, which data of an older version lacks; an erased account gets none."""
    held = set(
        transaction.scalars(select(Account.id).where(~exists().where(Identity.account_id == Account.id)))
    )
    key = pepper_of(transaction)
    if rows := [person.identity_row(key) for person in people() if person.account_id in held]:
        _fill(transaction, Identity, rows)
        traces = [
            row
            for person in people()
            if person.account_id in held
            for row in trace_rows(key, person.account_id, person.status.particulars)
        ]
        transaction.execute(delete(IdentityTrace).where(IdentityTrace.account_id.in_(held)))
        _fill(transaction, IdentityTrace, traces)
    sown = {row["account_id"] for row in rows}
    unchecked = [person.account_id for person in people() if person.unchecked and person.account_id in sown]
    transaction.execute(update(Account).where(Account.id.in_(unchecked)).values(reach=Reach.LIMITED))
    transaction.execute(
        update(Identity)
        .where(Identity.account_id.in_(unchecked))
        .values(opened_at=now - _WAITED, check_at=now + wait_before(0))
    )


def _bring_cast_up(transaction: Transaction, settings: Settings) -> None:
    """Insert, once, the people that data of an older version lacks: a closed account must not come back."""
    rows = _account_rows(settings)
    came = [rows[person.role] for person in people() if person.unchecked]
    held = set(transaction.scalars(select(Account.identifier)))
    if new := [row for row in came if row["identifier"] not in held]:
        _fill(transaction, Account, new)
    key = pepper_of(transaction)
    for row in (row for household in HOUSEHOLDS for row in household.member_rows(key)):
        known = {name: value for name, value in row.items() if name in _KNOWN}
        transaction.execute(update(Member).where(Member.id == row["id"]).values(known))


def _account_rows(settings: Settings) -> dict[str, dict[str, Any]]:
    rows = {person.role: person.row() for person in people()}
    if settings.light_passwords:
        light = Passwords(light=True)
        for account in DEMO_ACCOUNTS:
            rows[account.role]["password_hash"] = light.hash_of(account.password)
    return rows


def _bring_up_to(transaction: Transaction, today: date) -> None:
    """Replace the figures of another day by those of this day, except what people changed."""
    made_on = transaction.get(Fact, _FIGURES_ON)
    if made_on and made_on.value == today.isoformat():
        return
    for table in (PaymentLine, Recovery, Debt, PaymentEvent, Payment, Entitlement, Alert, Resource, Quotient):
        transaction.execute(delete(table))
    _sow_children(transaction, last_pay_day(today))
    figures = figures_on(today)
    lived_on = resources_on(today, figures)
    for table, rows in (
        (Payment, figures.payments),
        (Debt, figures.debts),
        (PaymentEvent, figures.events),
        (PaymentLine, figures.lines),
        (Recovery, figures.recoveries),
        (Entitlement, figures.entitlements),
        (Alert, figures.alerts),
        (Resource, lived_on.resources),
        (Quotient, lived_on.quotients),
    ):
        _fill(transaction, table, rows)
    if asked := list(declaration_rows(transaction, today, lived_on)):
        _fill(transaction, Declaration, asked)
    if offered := list(slot_rows(transaction, today)):
        _fill(transaction, Slot, offered)
    apply_acts(transaction, today)
    tell_payments(transaction, today)
    _set(transaction, _FIGURES_ON, today.isoformat())


def _sow_children(transaction: Transaction, newest: date) -> None:
    """Insert the children without an account; those who are there become as old as the figures take them to be."""
    held = set(transaction.scalars(select(Member.id)))
    rows = [row for household in HOUSEHOLDS for row in household.child_rows(newest)]
    for row in rows:
        if row["id"] in held:
            born = update(Member).where(Member.id == row["id"]).values(birth_date=row["birth_date"])
            transaction.execute(born)
    files = set(transaction.scalars(select(File.id)))
    if new := [row for row in rows if row["id"] not in held and row["file_id"] in files]:
        _fill(transaction, Member, new)


def _fill(transaction: Transaction, kind: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert into the table directly: mapped objects would take twice the time, and nobody needs them."""
    transaction.connection().execute(insert(Base.metadata.tables[kind.__tablename__]), rows)


def _set(transaction: Transaction, name: str, value: str) -> None:
    transaction.flush()
    put(transaction, Fact, name=name, value=value)
    transaction.expire_all()
