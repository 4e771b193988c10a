"""/v1/me/closing: closing the account, and keeping it after all."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field, SecretStr
from sqlalchemy.orm import Session as Transaction

from server.closings.service import Closings
from server.http.dependencies import service
from server.http.kinds import CHANGED_MEANWHILE, VALIDATION_FAILED
from server.http.problems import documented
from server.idempotency.dependencies import Idempotent
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.limits.rules import RATE_LIMITED
from server.reauthentication.dependencies import ReauthenticateOf
from server.reauthentication.rules import PASSWORD_REFUSED
from server.sessions.dependencies import Person
from server.sessions.rules import MIGRATION_REQUIRED, SESSION_EXPIRED

ClosingsOf = Annotated[Closings, Depends(service(Closings))]

router = APIRouter(
    prefix="/v1/me/closing",
    tags=["access"],
    responses=documented(SESSION_EXPIRED, MIGRATION_REQUIRED),
)


class ClosingWanted(BaseModel):
    """The password, however short the time since the sign-in."""

    password: SecretStr = Field(max_length=200)


class ClosingAsked(BaseModel):
    """When the account closes."""

    closes_at: datetime


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    response_model=ClosingAsked,
    responses=documented(
        PASSWORD_REFUSED,
        VALIDATION_FAILED,
        RATE_LIMITED,
        CHANGED_MEANWHILE,
        IDEMPOTENCY_CONFLICT,
    ),
)
async def ask_closing(
    body: ClosingWanted,
    *,
    person: Person,
    closings: ClosingsOf,
    reauthenticate: ReauthenticateOf,
    idempotent: Idempotent,
) -> Response:
    """Close the account in 30 days; every other session ends, and the person is notified."""
    owner = str(person.account_id)
    if earlier := await run_in_threadpool(idempotent.earlier_answer, owner):
        return earlier
    known = await reauthenticate(body.password, always=True)

    def ask(transaction: Transaction) -> ClosingAsked:
        return ClosingAsked(closes_at=closings.ask(transaction, person, known))

    return await run_in_threadpool(idempotent.run, ask, status=HTTPStatus.CREATED, owner=owner)


@router.delete(
    "",
    status_code=HTTPStatus.NO_CONTENT,
    response_class=Response,
    responses=documented(IDEMPOTENCY_CONFLICT),
)
def take_back_closing(person: Person, closings: ClosingsOf, idempotent: Idempotent) -> Response:
    """Keep the account after all."""
    return idempotent.run(
        lambda transaction: closings.take_back(transaction, person.account_id),
        status=HTTPStatus.NO_CONTENT,
        owner=str(person.account_id),
    )
