"""/v1/files/{file_id}/overview: what the home screen shows."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Literal, Protocol
from uuid import UUID, uuid5

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from sqlalchemy.orm import Session as Transaction

from server.home.alerts import DOCUMENT_MISSING, alerts_of
from server.http.dependencies import ClockOf, StoreOf, service
from server.http.problems import documented
from server.people.doors import DOOR_CLOSED, Door, Reason, closed
from server.people.tables import Account, File, Member
from server.rules.payment_summary import Cents, Month, PaymentSummary
from server.rules.payments import month_of, next_payment_on
from server.rules.quotients import UnavailableReason, why_unavailable
from server.sessions.dependencies import Membership
from server.sessions.rules import MIGRATION_REQUIRED, SESSION_EXPIRED

router = APIRouter(
    prefix="/v1/files/{file_id}",
    tags=["files"],
    responses=documented(SESSION_EXPIRED, MIGRATION_REQUIRED, DOOR_CLOSED),
)

_RECENT_MONTHS = 7


class PaymentHistory(Protocol):
    """The payments of files, as the overview needs them."""

    def last(self, transaction: Transaction, file_id: UUID) -> PaymentSummary | None:
        """Return the newest payment, if any."""

    def by_month(self, transaction: Transaction, file_id: UUID, since: str) -> dict[str, int]:
        """Return the cents paid in each month from `since` on (YYYY-MM)."""

    def owed(self, transaction: Transaction, file_id: UUID) -> Sequence[UUID]:
        """Return the debts of which something is left to pay back."""


class FamilyQuotient(Protocol):
    """The quotient familial of a month."""

    amount: int | None
    month: str
    unavailable_reason: UnavailableReason | None


class QuotientHistory(Protocol):
    """The quotients of files, as the overview needs them."""

    def latest(self, transaction: Transaction, file_id: UUID) -> FamilyQuotient | None:
        """Return the quotient of the newest month, if any."""


class MissingDocument(Protocol):
    """A document that the fund waits for."""

    @property
    def request_id(self) -> UUID:
        """The request that waits."""

    @property
    def document(self) -> str:
        """Its code."""

    @property
    def until(self) -> date | None:
        """The last day to send it."""


class MissingDocuments(Protocol):
    """The requests of files, as the overview needs them."""

    def missing(self, transaction: Transaction, member: Member) -> Sequence[MissingDocument]:
        """Return the documents that requests of a file wait for, as far as a member of it sees them."""


class DueDeclaration(Protocol):
    """A declaration of income that waits to be sent."""

    quarter: str
    due_on: date


class DueDeclarations(Protocol):
    """The declarations of files, as the overview needs them."""

    def due(self, transaction: Transaction, file_id: UUID) -> DueDeclaration | None:
        """Return the oldest that waits to be sent, if any."""


PaymentHistoryOf = Annotated[PaymentHistory, Depends(service(PaymentHistory))]


class SentDocuments(Protocol):
    """The documents that were sent for files, as the overview needs them."""

    def provided(self, transaction: Transaction, file_id: UUID) -> set[str]:
        """Return the kinds of documents that were sent, and not refused: they are missing no more."""


SentDocumentsOf = Annotated[SentDocuments, Depends(service(SentDocuments))]

QuotientHistoryOf = Annotated[QuotientHistory, Depends(service(QuotientHistory))]

DueDeclarationsOf = Annotated[DueDeclarations, Depends(service(DueDeclarations))]

MissingDocumentsOf = Annotated[MissingDocuments, Depends(service(MissingDocuments))]


class DoorState(BaseModel):
    """Whether a door is open to the person, or why it is closed."""

    open: bool
    reason: Reason | None


class Doors(BaseModel):
    """The state of every door."""

    payments: DoorState
    quotient: DoorState
    situation: DoorState
    certificates: DoorState
    changes: DoorState
    requests: DoorState
    separation: DoorState


class AlertParams(BaseModel):
    """The parameters of an alert; `amount` is in cents, `request_id` of what waits for the document.

    `debt_id` is that of the overpayment, where there is one alone.
    """

    document: str | None = None
    request_id: UUID | None = None
    due_on: date | None = None
    amount: Cents | None = None
    debt_id: UUID | None = None


class AlertItem(BaseModel):
    """Something to do or to know."""

    alert_id: UUID
    code: Literal["document_missing", "contact_unverified", "declaration_due", "overpayment"]
    params: AlertParams
    severity: Literal["warning", "information"]


class MonthAmount(BaseModel):
    """The amount paid in a month, in cents."""

    month: Month
    amount: Cents


class Quotient(BaseModel):
    """The quotient familial, in cents, and its month."""

    amount: Cents | None
    month: Month | None
    unavailable_reason: UnavailableReason | None


class Situation(BaseModel):
    """The family's situation."""

    marital: Literal["single", "couple", "married", "pacs", "separated", "widowed"]
    children_count: int
    since: date | None
    occupation: str | None


class Overview(BaseModel):
    """The overview of a file. What is behind a closed door is null or empty."""

    file_id: UUID
    as_of: datetime
    doors: Doors
    alerts: list[AlertItem]
    last_payment: PaymentSummary | None
    recent_payments: list[MonthAmount]
    next_payment_on: date | None
    quotient: Quotient | None
    situation: Situation | None


@router.get("/overview")
def read_overview(
    *,
    member: Membership,
    payments: PaymentHistoryOf,
    quotients: QuotientHistoryOf,
    documents: SentDocumentsOf,
    missing: MissingDocumentsOf,
    declarations: DueDeclarationsOf,
    store: StoreOf,
    clock: ClockOf,
) -> Overview:
    """Return the overview of a file."""
    now = clock.now()
    reasons = {door: closed(member.role, door, authorised=member.authorised) for door in Door}
    with store.read() as transaction:
        file = transaction.get_one(File, member.file_id)
        paid = reasons[Door.PAYMENTS] is None
        last = payments.last(transaction, file.id) if paid else None
        return Overview(
            file_id=file.id,
            as_of=now,
            doors=Doors.model_validate(
                {door: DoorState(open=reason is None, reason=reason) for door, reason in reasons.items()}
            ),
            alerts=_urgent_first(
                *map(_missing_document, missing.missing(transaction, member)),
                *(
                    _due(declarations.due(transaction, file.id), file)
                    if reasons[Door.CHANGES] is None
                    else ()
                ),
                *(
                    _file_alerts(transaction, documents, payments, file)
                    if reasons[Door.REQUESTS] is None
                    else ()
                ),
                *_own_alerts(transaction.get_one(Account, member.account_id)),
            ),
            last_payment=last,
            recent_payments=_recent_payments(transaction, payments, file, last.paid_on) if last else [],
            next_payment_on=next_payment_on(now.date(), file.closed_on) if paid else None,
            quotient=_quotient(quotients.latest(transaction, file.id))
            if reasons[Door.QUOTIENT] is None
            else None,
            situation=_situation(file) if reasons[Door.SITUATION] is None else None,
        )


def _recent_payments(
    transaction: Transaction, payments: PaymentHistory, file: File, last: date
) -> list[MonthAmount]:
    """Return the seven months up to the last payment, oldest first; a month without payment has 0."""
    months = [f"{month_of(last, back):%Y-%m}" for back in reversed(range(_RECENT_MONTHS))]
    amounts = payments.by_month(transaction, file.id, months[0])
    return [MonthAmount(month=month, amount=amounts.get(month, 0)) for month in months]


def _urgent_first(*alerts: AlertItem) -> list[AlertItem]:
    """Return alerts by the day until which each is to be settled; those without one come last, as they came."""
    return sorted(alerts, key=lambda alert: alert.params.due_on or date.max)


def _file_alerts(
    transaction: Transaction, documents: SentDocuments, payments: PaymentHistory, file: File
) -> list[AlertItem]:
    """Return what is to be done or known of a file, without what was done."""
    found = alerts_of(transaction, file.id)
    missing = any(alert.code == DOCUMENT_MISSING for alert in found)
    sent = documents.provided(transaction, file.id) if missing else set()
    owed = payments.owed(transaction, file.id) if any(alert.code == "overpayment" for alert in found) else ()
    debt_id = owed[0] if len(owed) == 1 else None
    return [
        AlertItem.model_validate(
            {
                "alert_id": alert.id,
                "code": alert.code,
                "params": {
                    "document": alert.document,
                    "due_on": alert.due_on,
                    "amount": alert.amount,
                    "debt_id": debt_id if alert.code == "overpayment" else None,
                },
                "severity": alert.severity,
            }
        )
        for alert in found
        if alert.code != DOCUMENT_MISSING or alert.document not in sent
    ]


def _due(declaration: DueDeclaration | None, file: File) -> list[AlertItem]:
    """Return the alert of a declaration that waits: it goes as the declaration is sent."""
    if declaration is None:
        return []
    return [
        AlertItem(
            alert_id=uuid5(file.id, declaration.quarter),
            code="declaration_due",
            params=AlertParams(due_on=declaration.due_on),
            severity="warning",
        )
    ]


def _own_alerts(account: Account) -> list[AlertItem]:
    if account.mail_verified or account.phone_verified:
        return []
    return [
        AlertItem(
            alert_id=uuid5(account.id, "contact_unverified"),
            code="contact_unverified",
            params=AlertParams(),
            severity="information",
        )
    ]


def _missing_document(missing: MissingDocument) -> AlertItem:
    """Return the alert of a document that a request waits for: it goes as the document is sent."""
    return AlertItem(
        alert_id=uuid5(missing.request_id, missing.document),
        code="document_missing",
        params=AlertParams(document=missing.document, due_on=missing.until, request_id=missing.request_id),
        severity="warning",
    )


def _quotient(newest: FamilyQuotient | None) -> Quotient:
    amount = newest.amount if newest else None
    return Quotient(
        amount=amount,
        month=newest.month if newest and amount is not None else None,
        unavailable_reason=why_unavailable(amount, newest.unavailable_reason if newest else None),
    )


def _situation(file: File) -> Situation:
    return Situation.model_validate(
        {
            "marital": file.marital,
            "children_count": file.children_count,
            "since": file.marital_since,
            "occupation": file.occupation,
        }
    )
