"""The dates of an agenda, as features give them. No database."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID


class DateKind(StrEnum):
    """What happens on a date."""

    PAYMENT = "payment"
    DECLARATION = "declaration"
    DOCUMENT = "document"
    DEADLINE = "deadline"
    APPOINTMENT = "appointment"
    END_OF_RIGHT = "end_of_right"


class DateCode(StrEnum):
    """More closely what happens; `LATER` is a declaration that cannot be sent yet."""

    PAID = "paid"
    REFUSED = "refused"
    EXPECTED = "expected"
    DUE = "due"
    LATER = "later"
    ASKED = "asked"
    APPEAL = "appeal"
    CONTEST = "contest"
    BOOKED = "booked"
    ENDS = "ends"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaDate:
    """A date of a person or of one of their files.

    Attributes:
        kind: what happens.
        code: what happens, more closely.
        key: tells it from others of its kind, and stays the same while it changes: calendars know it by this.
        day: the day, on the clock of the fund.
        file_id: the file that it is of; None for what is the person's own.
        starts_at: the hour, where there is one.
        minutes: how long it takes, where there is an hour.
        amount: cents of a payment; None where nobody knows them yet.
        benefit: the code of the benefit that is meant.
        document: the code of the document that is meant.
        label: what the fund calls that document, or the request that is contested.
        quarter: the first month of the declaration that is meant, YYYY-MM.
        way: how one meets, `office` or `telephone`.
        subject: the code of what one meets about.
        place: where one meets; None where one does not go there.
        request_id: the request that is meant.
        debt_id: the debt that is meant.
        appointment_id: the appointment that is meant.
    """

    kind: DateKind
    code: DateCode
    key: str
    day: date
    file_id: UUID | None = None
    starts_at: datetime | None = None
    minutes: int | None = None
    amount: int | None = None
    benefit: str | None = None
    document: str | None = None
    label: str | None = None
    quarter: str | None = None
    way: str | None = None
    subject: str | None = None
    place: str | None = None
    request_id: UUID | None = None
    debt_id: UUID | None = None
    appointment_id: UUID | None = None

    @property
    def id(self) -> str:
        """What names it in its file."""
        return f"{self.kind}-{self.key}"
