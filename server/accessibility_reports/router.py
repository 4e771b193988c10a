"""/v1/accessibility-reports: what somebody could not use, and how to answer them."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session as Transaction

from hosting.addresses import site_of
from server.accessibility_reports.service import AccessibilityReports, Told
from server.http.dependencies import address_of, service
from server.http.kinds import VALIDATION_FAILED
from server.http.problems import documented
from server.http.text_fields import TypedLines, TypedSecret
from server.idempotency.dependencies import Idempotent
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.limits.dependencies import RatesOf
from server.limits.rates import Rate
from server.limits.rules import RATE_LIMITED

AccessibilityReportsOf = Annotated[AccessibilityReports, Depends(service(AccessibilityReports))]

router = APIRouter(prefix="/v1/accessibility-reports", tags=["accessibility-reports"])

_Short = Annotated[TypedSecret, Field(max_length=200)]


class Report(BaseModel):
    """What does not work, for whom, and how to answer. People write more than they should: nothing of it is shown."""

    text: TypedLines = Field(
        min_length=10, max_length=2000, description="What does not work; lines are kept."
    )
    screen: _Short | None = Field(None, description="The screen, by its path or in words.")
    tools: _Short | None = Field(None, description="What the person uses: a screen reader, a magnifier…")
    mail: Annotated[TypedSecret, Field(max_length=320)] | None = None
    phone: Annotated[TypedSecret, Field(max_length=40)] | None = Field(
        None, description="Any telephone number, not only a mobile."
    )

    @property
    def told(self) -> Told:
        """The report, as typed."""
        said = {name: getattr(self, name) for name in Report.model_fields}
        return Told(**{name: value.get_secret_value() if value else "" for name, value in said.items()})


class Received(BaseModel):
    """The report was received; the reference names it when one asks about it."""

    reference: str


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    response_model=Received,
    responses=documented(VALIDATION_FAILED, RATE_LIMITED, IDEMPOTENCY_CONFLICT),
)
def report_inaccessible(
    body: Report, request: Request, reports: AccessibilityReportsOf, rates: RatesOf, idempotent: Idempotent
) -> Response:
    """Report what is inaccessible; nobody need be signed in. The report is kept for a year."""
    if earlier := idempotent.earlier_answer():
        return earlier
    rates.spend(Rate.REPORTS, site_of(address_of(request)))

    def take(transaction: Transaction) -> Received:
        return Received(reference=reports.take(transaction, body.told))

    return idempotent.run(take, status=HTTPStatus.CREATED)
