"""A payment as lists show it; sums are integer cents."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

Month = Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")]

Cents = int
"""Euro cents."""


class PaymentSummary(BaseModel):
    """A payment, as lists show it; the bank may have refused it, and then nothing arrived."""

    payment_id: UUID
    paid_on: date
    month: Month
    amount: Cents
    status: Literal["paid", "refused"]
    benefits: list[str]
