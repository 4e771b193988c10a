"""/back-office/slots: what the fund does with its slots."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from server.back_office.dependencies import requires_scope
from server.back_office.rules import SCOPE_MISSING, TAG, TOKEN_REFUSED, ClientScope
from server.contact.service import Appointments
from server.http.dependencies import StoreOf, service
from server.http.kinds import NOT_FOUND
from server.http.problems import documented

router = APIRouter(
    prefix="/back-office/slots",
    tags=[TAG],
    dependencies=[requires_scope(ClientScope.DECISIONS)],
    responses=documented(TOKEN_REFUSED, SCOPE_MISSING, NOT_FOUND),
)


@router.delete("/{slot_id}", status_code=HTTPStatus.NO_CONTENT, response_class=Response)
def close_slot(
    slot_id: UUID, appointments: Annotated[Appointments, Depends(service(Appointments))], store: StoreOf
) -> None:
    """Take a slot back for the office; whoever has it is told. Taken back twice, nobody is told twice."""
    with store.write() as transaction:
        appointments.close_slot(transaction, slot_id)
