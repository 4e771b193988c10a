"""/back-office/messages: what the fund answers."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Response
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session as Transaction

from server.back_office.dependencies import requires_scope, scoped_router
from server.back_office.rules import ClientScope
from server.back_office.service import Caller
from server.http.dependencies import service
from server.http.kinds import NOT_FOUND, VALIDATION_FAILED
from server.http.problems import documented
from server.idempotency.dependencies import Idempotent
from server.idempotency.rules import IDEMPOTENCY_CONFLICT
from server.messages.fund import FundMessages

router = scoped_router("messages", ClientScope.DECISIONS, NOT_FOUND)

LETTER_MAX = 2_000_000


class MessageAnswer(BaseModel):
    """An answer: plain text, or HTML as an agent's program writes it, of which text and links alone are kept."""

    model_config = {
        "json_schema_extra": {"examples": [{"text": "Bonjour,\n\nVotre dossier est à jour.\n\nVotre Caf"}]}
    }

    text: Annotated[str, Field(min_length=1, max_length=LETTER_MAX)]
    html: bool = False
    reply: Annotated[bool, Field(description="whether the person may write back")] = True
    paper: Annotated[bool, Field(description="whether it can be had as a letter, in PDF")] = False


class MessageWritten(BaseModel):
    """The message that was written."""

    message_id: UUID


@router.post(
    "/{thread_id}/answer",
    status_code=HTTPStatus.CREATED,
    response_model=MessageWritten,
    responses=documented(VALIDATION_FAILED, IDEMPOTENCY_CONFLICT),
)
def answer_thread(
    thread_id: UUID,
    body: MessageAnswer,
    client: Annotated[Caller, requires_scope(ClientScope.DECISIONS)],
    fund: Annotated[FundMessages, Depends(service(FundMessages))],
    idempotent: Idempotent,
) -> Response:
    """Write in a thread; who wrote in it is told. Give an `Idempotency-Key`: without one a retry writes twice."""

    def write(transaction: Transaction) -> MessageWritten:
        message = fund.answer(
            transaction, thread_id, body.text, html=body.html, reply=body.reply, paper=body.paper
        )
        transaction.flush()
        return MessageWritten(message_id=message.id)

    return idempotent.run(write, status=HTTPStatus.CREATED, owner=client.name)
