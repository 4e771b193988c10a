"""/back-office/enrolments: what the fund found of who holds an account."""

from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Response
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session as Transaction

from server.back_office.dependencies import requires_scope, scoped_router
from server.back_office.rules import ClientScope
from server.back_office.service import Caller
from server.http.kinds import NOT_FOUND, VALIDATION_FAILED
from server.http.problems import Problem, documented
from server.idempotency.dependencies import Idempotent
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.identities.dependencies import HoldersOf
from server.people.reach import Reach
from server.people.tables import Account, is_replaced
from server.rules.documents import Verdict

router = scoped_router("enrolments", ClientScope.DECISIONS, NOT_FOUND)


class EnrolmentAnswer(BaseModel):
    """What was found: the document is the holder's, or why not, which the person reads."""

    model_config = {"json_schema_extra": {"examples": [{"verdict": "expired"}]}}

    verdict: Literal["verified", "not_found", "mismatch", "expired"]
    with_number: Annotated[
        bool, Field(description="whether the NIR was found to be the holder's as well")
    ] = False


class EnrolmentSettled(BaseModel):
    """What the account is open to from now on."""

    account_id: UUID
    reach: Reach


@router.post(
    "/{account_id}/answer",
    response_model=EnrolmentSettled,
    responses=documented(VALIDATION_FAILED, IDEMPOTENCY_CONFLICT),
)
def answer_enrolment(
    account_id: UUID,
    body: EnrolmentAnswer,
    client: Annotated[Caller, requires_scope(ClientScope.DECISIONS)],
    holders: HoldersOf,
    idempotent: Idempotent,
) -> Response:
    """Say what was found of the holder; an account that is full already stays so."""

    def settle(transaction: Transaction) -> EnrolmentSettled:
        account = transaction.get(Account, account_id)
        if account is None or is_replaced(account):
            raise Problem(NOT_FOUND)
        reach = holders.settle(transaction, account_id, Verdict(body.verdict), with_number=body.with_number)
        return EnrolmentSettled(account_id=account_id, reach=reach)

    return idempotent.run(settle, status=HTTPStatus.OK, owner=client.name)
