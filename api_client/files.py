"""`/v1/files/{file_id}`: a file at a glance."""

from datetime import date
from typing import Literal

from api_client.auth import SessionKeeper
from api_client.model import Cents, Model, Month
from api_client.payments import PaymentSummary
from api_client.transport import Call


class Door(Model):
    """Whether the person may enter a part of the file, and why not."""

    open: bool
    reason: (
        Literal["procuration_required", "responsable_only", "not_for_children", "identity_unchecked"] | None
    )


class Doors(Model):
    """The parts of a file."""

    payments: Door
    quotient: Door
    situation: Door
    certificates: Door
    changes: Door
    requests: Door
    separation: Door


class AlertParams(Model):
    """What an alert is about; each is there where the alert's code needs it."""

    document: str | None = None
    due_on: date | None = None
    amount: Cents | None = None
    debt_id: str | None = None


class Alert(Model):
    """Something that the person should know or do."""

    alert_id: str
    code: Literal["document_missing", "contact_unverified", "declaration_due", "overpayment"]
    params: AlertParams
    severity: Literal["warning", "information"]


class MonthlyAmount(Model):
    """What was paid in a month."""

    month: Month
    amount: Cents


class Quotient(Model):
    """The quotient familial of a month; without an amount, `unavailable_reason` says why."""

    amount: Cents | None
    month: Month | None
    unavailable_reason: str | None


class Situation(Model):
    """The family's situation as the Caf knows it. `occupation` is a code such as `employed`."""

    marital: Literal["single", "couple", "married", "pacs", "separated", "widowed"]
    children_count: int
    since: date | None
    occupation: str | None


class Overview(Model):
    """A file at a glance. What lies behind a closed door is None or empty; the door says why."""

    file_id: str
    doors: Doors
    alerts: tuple[Alert, ...]
    last_payment: PaymentSummary | None
    recent_payments: tuple[MonthlyAmount, ...]
    next_payment_on: date | None
    quotient: Quotient | None
    situation: Situation | None


class Files:
    """The files that the person stands in."""

    def __init__(self, keeper: SessionKeeper) -> None:
        self._keeper = keeper

    async def overview(self, file_id: str) -> Overview:
        """Ask for a file at a glance.

        Raises:
            NotFound: no such file of this person's.
        """
        return Overview.read(await self._keeper.send(Call.of("GET", "v1", "files", file_id, "overview")))
