"""/demo/slots: what the fund does with its slots."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from server.contact.service import Appointments
from server.http.dependencies import StoreOf, service
from server.http.kinds import NOT_FOUND
from server.http.problems import documented

router = APIRouter(prefix="/demo/slots", tags=["demo"], responses=documented(NOT_FOUND))


@router.delete("/{slot_id}", status_code=HTTPStatus.NO_CONTENT, response_class=Response)
def close_slot(
    slot_id: UUID, appointments: Annotated[Appointments, Depends(service(Appointments))], store: StoreOf
) -> None:
    """Take a slot back as the fund would; whoever has it is told."""
    with store.write() as transaction:
        appointments.close_slot(transaction, slot_id)
