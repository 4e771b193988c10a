"""Closings, as the fund hears of them."""

from datetime import date

from pydantic import BaseModel
from sqlalchemy.orm import Session as Transaction

from server.feature import Act, Dispatchable, Told
from server.people.tables import Closing
from server.services import Services

CLOSING = "closing"


class DispatchedClosing(BaseModel):
    """An account that is closed on a day; none where it was taken back, or is erased."""

    closes_on: date | None


def _read(_: Services, transaction: Transaction, act: Act) -> Told | None:
    closing = transaction.get(Closing, act.subject_id)
    return Told(DispatchedClosing(closes_on=closing.closes_at.date() if closing is not None else None))


DISPATCHABLE = (Dispatchable(CLOSING, DispatchedClosing, _read),)
