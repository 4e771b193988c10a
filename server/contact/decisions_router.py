"""/back-office/slots: what the fund does with its slots."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Response

from server.back_office.dependencies import scoped_router
from server.back_office.rules import ClientScope
from server.contact.service import Appointments
from server.http.dependencies import StoreOf, service
from server.http.kinds import NOT_FOUND

router = scoped_router("slots", ClientScope.DECISIONS, NOT_FOUND)


@router.delete("/{slot_id}", status_code=HTTPStatus.NO_CONTENT, response_class=Response)
def close_slot(
    slot_id: UUID, appointments: Annotated[Appointments, Depends(service(Appointments))], store: StoreOf
) -> None:
    """Take a slot back for the office; whoever has it is told. Taken back twice, nobody is told twice."""
    with store.write() as transaction:
        appointments.close_slot(transaction, slot_id)
