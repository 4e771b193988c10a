"""/demo/messages: what the fund writes to people."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from pydantic import BaseModel, Field

from server.http.dependencies import StoreOf, service
from server.http.kinds import NOT_FOUND, VALIDATION_FAILED
from server.http.problems import documented
from server.messages.fund import FundMessages

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


@router.post("/{thread_id}", status_code=HTTPStatus.NO_CONTENT, response_class=Response)
def answer_thread(
    thread_id: UUID,
    body: Answer,
    fund: Annotated[FundMessages, Depends(service(FundMessages))],
    store: StoreOf,
) -> None:
    """Write in a thread as the fund would."""
    with store.write() as transaction:
        fund.answer(transaction, thread_id, body.text, html=body.html, reply=body.reply, paper=body.paper)
