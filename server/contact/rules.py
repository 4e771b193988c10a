"""Subjects, ways to meet, how long beforehand, and the refusals. No database."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Final

from server.http.kinds import ProblemKind

SLOT_TAKEN = ProblemKind("slot_taken", 409, "This slot is not free any more")
TOO_MANY_APPOINTMENTS = ProblemKind("too_many_appointments", 409, "The person has as many as one may have")

BOOKED_BEFORE: Final = timedelta(hours=2)
"""How long before it begins a slot can be taken."""

CHANGED_BEFORE: Final = timedelta(hours=24)
"""How long before it an appointment can be moved or cancelled."""

REMINDED_BEFORE: Final = timedelta(hours=24)
"""How long before an appointment its person is reminded of it."""

MOST: Final = 3
"""How many appointments to come a person may have."""

KEPT: Final = timedelta(days=400)
"""How long slots of the past, and what was met for in them, are kept."""


class ContactSubject(StrEnum):
    """What a person contacts the fund about."""

    PAYMENT = "payment"
    RIGHTS = "rights"
    HOUSING = "housing"
    FAMILY = "family"
    DECLARATION = "declaration"
    DEBT = "debt"
    SITUATION = "situation"
    ACCOUNT = "account"
    OTHER = "other"


class MeetingBy(StrEnum):
    """How one meets: at the office, or by telephone, where the fund calls."""

    OFFICE = "office"
    TELEPHONE = "telephone"
