"""/demo/messages: what the fund writes to people."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlalchemy import select

from server.demo.fund import DemoFund
from server.demo.messages import crowd
from server.http.dependencies import ClockOf, StoreOf, service
from server.http.kinds import NOT_FOUND, VALIDATION_FAILED
from server.http.problems import Problem, documented
from server.people.tables import Account

router = APIRouter(prefix="/demo/messages", tags=["demo"], responses=documented(VALIDATION_FAILED, NOT_FOUND))

_LETTER_MAX = 2_000_000
_ANSWER = (
    "Bonjour,\n\nNous avons bien lu votre message. Votre dossier est à jour, et vous n’avez rien d’autre à faire.\n\n"
    "Votre Caf"
)


class Answer(BaseModel):
    """What the fund answers: plain text, or HTML as an agent's program writes it."""

    text: Annotated[str, Field(min_length=1, max_length=_LETTER_MAX)] = _ANSWER
    html: bool = False
    reply: bool = True
    paper: bool = True


class Crowd(BaseModel):
    """For whom many threads are made, by the identifier of the account, and how many."""

    identifier: Annotated[str, Field(max_length=20)]
    number: Annotated[int, Field(ge=1, le=20_000)]


@router.post("", status_code=HTTPStatus.NO_CONTENT, response_class=Response)
def make_crowd(body: Crowd, store: StoreOf, clock: ClockOf) -> None:
    """Write many threads to a person, to see how a list of them opens."""
    with store.write() as transaction:
        account_id = transaction.scalar(select(Account.id).where(Account.identifier == body.identifier))
        if account_id is None:
            raise Problem(NOT_FOUND)
        crowd(transaction, account_id, body.number, clock.now())


@router.post("/{thread_id}", status_code=HTTPStatus.NO_CONTENT, response_class=Response)
def answer_thread(
    thread_id: UUID,
    body: Answer,
    fund: Annotated[DemoFund, Depends(service(DemoFund))],
) -> Response:
    """Write in a thread as the fund would."""
    return fund.relay("POST", f"/back-office/messages/{thread_id}/answer", body.model_dump())
