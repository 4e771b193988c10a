"""/demo/slots: what the fund does with its slots."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from server.demo.fund import DemoFund
from server.http.dependencies import service
from server.http.kinds import NOT_FOUND
from server.http.problems import documented

router = APIRouter(prefix="/demo/slots", tags=["demo"], responses=documented(NOT_FOUND))


@router.delete("/{slot_id}", status_code=HTTPStatus.NO_CONTENT, response_class=Response)
def close_slot(slot_id: UUID, fund: Annotated[DemoFund, Depends(service(DemoFund))]) -> Response:
    """Take a slot back as the fund would; whoever has it is told."""
    return fund.relay("DELETE", f"/back-office/slots/{slot_id}")
