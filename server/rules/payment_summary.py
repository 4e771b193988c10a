"""A payment as lists show it; sums are integer cents."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

Month = Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")]

Cents = int
"""Euro cents."""


class PaymentSummary(BaseModel):
    """A payment, as lists show it."""

    payment_id: UUID
    paid_on: date
    month: Month
    amount: Cents
