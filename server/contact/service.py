"""Appointments: free slots, and what people take, move and cancel of them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import exists, func, select
from sqlalchemy.exc import IntegrityError

from server.clock import Clock
from server.contact.dispatches import APPOINTMENT, details
from server.contact.offices import offices
from server.contact.rules import (
    BOOKED_BEFORE,
    CHANGED_BEFORE,
    MOST,
    REMINDED_BEFORE,
    SLOT_TAKEN,
    TOO_MANY_APPOINTMENTS,
    ContactSubject,
    MeetingBy,
)
from server.contact.tables import Appointment, Slot
from server.db import Store
from server.db.engine import one_by_one
from server.dispatches.service import Dispatches
from server.http.kinds import DEADLINE_PASSED, NOT_FOUND
from server.http.problems import Problem
from server.outbox.appointment_texts import (
    appointment_booked,
    appointment_called_off,
    appointment_cancelled,
    appointment_reminder,
)
from server.outbox.notifier import Notifier
from server.outbox.telling import Subject, Telling
from server.people.tables import Account

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import Self
    from uuid import UUID

    from sqlalchemy import Select
    from sqlalchemy.orm import Session as Transaction

    from server.services import Services


class Appointments:
    """The service of appointments."""

    def __init__(self, clock: Clock, notifier: Notifier, telling: Telling, dispatches: Dispatches) -> None:
        self._clock = clock
        self._notifier = notifier
        self._telling = telling
        self._dispatches = dispatches

    @classmethod
    def from_services(cls, services: Services) -> Self:
        """Build the service from those that it needs."""
        return cls(services[Clock], services[Notifier], services[Telling], services[Dispatches])

    def free(
        self,
        transaction: Transaction,
        office: str,
        way: MeetingBy,
        subject: ContactSubject,
        *,
        until: datetime,
    ) -> list[Slot]:
        """Return the slots of an office that can still be taken, the earliest first.

        Raises:
            Problem: `not_found` for an office that is none.
        """
        if office not in offices():
            raise Problem(NOT_FOUND)
        query = (
            select(Slot)
            .outerjoin(Appointment, Appointment.slot_id == Slot.id)
            .where(
                Slot.office == office,
                Slot.way == way,
                Slot.starts_at >= self._clock.now() + BOOKED_BEFORE,
                Slot.starts_at < until,
                Slot.closed_at.is_(None),
                Appointment.id.is_(None),
            )
            .order_by(Slot.starts_at)
        )
        return [slot for slot in transaction.scalars(query) if not slot.subjects or subject in slot.subjects]

    def offers(self, transaction: Transaction, office: str) -> bool:
        """Return whether an office has slots to come, taken or free: a fund that brings none in meets nobody here."""
        coming = exists().where(Slot.office == office, Slot.starts_at >= self._clock.now())
        return bool(transaction.scalar(select(coming)))

    def of_account(self, transaction: Transaction, account_id: UUID) -> Sequence[Appointment]:
        """Return the appointments of a person that are not over, the earliest first."""
        query = _of(account_id).where(Slot.starts_at > self._clock.now()).order_by(Slot.starts_at)
        return transaction.scalars(query).all()

    def find(self, transaction: Transaction, account_id: UUID, appointment_id: UUID) -> Appointment:
        """Return an appointment of a person, also of the past.

        Raises:
            Problem: `not_found`, also for what is somebody else's.
        """
        found = transaction.scalar(_of(account_id).where(Appointment.id == appointment_id))
        if found is None:
            raise Problem(NOT_FOUND)
        return found

    def book(
        self, transaction: Transaction, account_id: UUID, slot_id: UUID, subject: ContactSubject
    ) -> Appointment:
        """Take a slot; who took it already has it.

        Raises:
            Problem: `slot_taken` where it is not free, or begins too soon; `too_many_appointments`; `not_found`.
        """
        one_by_one(transaction, account_id.bytes)
        slot = self._slot(transaction, slot_id)
        mine = transaction.scalar(_of(account_id).where(Appointment.slot_id == slot_id))
        if mine is not None and mine.cancelled_at is None:
            return mine
        self._check_free(transaction, slot, subject)
        coming = select(func.count()).select_from(
            _of(account_id)
            .where(Slot.starts_at > self._clock.now(), Appointment.cancelled_at.is_(None))
            .subquery()
        )
        if (transaction.scalar(coming) or 0) >= MOST:
            raise Problem(TOO_MANY_APPOINTMENTS)
        now = self._clock.now()
        made = Appointment(
            account_id=account_id,
            slot_id=slot.id,
            slot=slot,
            subject=subject,
            made_at=now,
            reminded_at=self._needless(slot),
        )
        transaction.add(made)
        self._keep(transaction)
        self._hand_over(transaction, made, "booked")
        self._tell(transaction, made)
        return made

    def move(
        self, transaction: Transaction, account_id: UUID, appointment_id: UUID, slot_id: UUID
    ) -> Appointment:
        """Move an appointment to another slot.

        Raises:
            Problem: `deadline_passed`, `slot_taken`, `not_found`.
        """
        one_by_one(transaction, account_id.bytes)
        moved = self.find(transaction, account_id, appointment_id)
        if moved.slot_id == slot_id and moved.cancelled_at is None:
            return moved
        if not self.may_change(moved):
            raise Problem(DEADLINE_PASSED)
        slot = self._slot(transaction, slot_id)
        self._check_free(transaction, slot, moved.subject)
        moved.slot, moved.slot_id = slot, slot.id
        moved.cancelled_at, moved.reminded_at = None, self._needless(slot)
        self._keep(transaction)
        self._hand_over(transaction, moved, "moved")
        self._tell(transaction, moved)
        return moved

    def cancel(self, transaction: Transaction, account_id: UUID, appointment_id: UUID) -> None:
        """Cancel an appointment; its slot is free again.

        Raises:
            Problem: `deadline_passed`, `not_found`.
        """
        found = self.find(transaction, account_id, appointment_id)
        if not self.may_change(found):
            raise Problem(DEADLINE_PASSED)
        if found.cancelled_at is None:
            account = transaction.get_one(Account, account_id)
            at = found.slot.starts_at
            self._notifier.notify_holder(transaction, account, lambda to: appointment_cancelled(to, at))
        self._hand_over(transaction, found, "cancelled")
        transaction.delete(found)

    def may_change(self, appointment: Appointment) -> bool:
        """Return whether it can still be moved or cancelled: what the office called off can, until its hour."""
        before = CHANGED_BEFORE if appointment.cancelled_at is None else timedelta()
        return self._clock.now() + before < appointment.slot.starts_at

    def is_over(self, appointment: Appointment) -> bool:
        """Return whether its hour has come."""
        return appointment.slot.starts_at <= self._clock.now()

    def close_slot(self, transaction: Transaction, slot_id: UUID) -> None:
        """Take a slot back for the office, and call off what was to be in it: its person is told.

        Raises:
            Problem: `not_found`.
        """
        slot = self._slot(transaction, slot_id)
        now = self._clock.now()
        slot.closed_at = slot.closed_at or now
        taken = transaction.scalar(select(Appointment).where(Appointment.slot_id == slot.id))
        if taken is None or taken.cancelled_at is not None or slot.starts_at <= now:
            return
        taken.cancelled_at = now
        account = transaction.get_one(Account, taken.account_id)
        self._notifier.notify_holder(
            transaction, account, lambda to: appointment_called_off(to, slot.starts_at)
        )

    def remind(self, transaction: Transaction) -> None:
        """Remind people of the appointments of the next day, once."""
        now = self._clock.now()
        due = (
            select(Appointment)
            .join(Appointment.slot)
            .where(
                Appointment.reminded_at.is_(None),
                Appointment.cancelled_at.is_(None),
                Slot.starts_at > now,
                Slot.starts_at <= now + REMINDED_BEFORE,
            )
            .with_for_update(skip_locked=True, of=Appointment)
        )
        for each in transaction.scalars(due).all():
            each.reminded_at = now
            slot = each.slot
            self._telling.tell(
                transaction,
                each.account_id,
                Subject.APPOINTMENT,
                lambda to, slot=slot: appointment_reminder(to, slot.starts_at, slot.way, slot.place),  # type: ignore[misc]
            )

    def _hand_over(self, transaction: Transaction, made: Appointment, act: str) -> None:
        self._dispatches.write(
            transaction, APPOINTMENT, act, made.id, account_id=made.account_id, details=details(made)
        )

    def _slot(self, transaction: Transaction, slot_id: UUID) -> Slot:
        """Return a slot, locked: of two who want it at once, the second sees what the first did."""
        slot = transaction.get(Slot, slot_id, with_for_update=True)
        if slot is None:
            raise Problem(NOT_FOUND)
        return slot

    def _check_free(self, transaction: Transaction, slot: Slot, subject: ContactSubject) -> None:
        taken = transaction.scalar(select(Appointment.id).where(Appointment.slot_id == slot.id))
        late = slot.starts_at < self._clock.now() + BOOKED_BEFORE
        elsewhere = bool(slot.subjects) and subject not in slot.subjects
        if taken is not None or slot.closed_at is not None or late or elsewhere:
            raise Problem(SLOT_TAKEN)

    def _keep(self, transaction: Transaction) -> None:
        try:
            transaction.flush()
        except IntegrityError:
            raise Problem(SLOT_TAKEN) from None

    def _needless(self, slot: Slot) -> datetime | None:
        """Return now where the confirmation is a reminder already: it would come the same day."""
        now = self._clock.now()
        return now if slot.starts_at <= now + REMINDED_BEFORE else None

    def _tell(self, transaction: Transaction, made: Appointment) -> None:
        account = transaction.get_one(Account, made.account_id)
        slot = made.slot
        self._notifier.notify_holder(
            transaction, account, lambda to: appointment_booked(to, slot.starts_at, slot.way, slot.place)
        )


def _of(account_id: UUID) -> Select[Appointment]:
    return select(Appointment).join(Appointment.slot).where(Appointment.account_id == account_id)


def remind_all(services: Services) -> None:
    """Remind whoever has an appointment the next day."""
    with services[Store].write() as transaction:
        services[Appointments].remind(transaction)
