"""What the operations of payments and debts depend on, and the sums that they answer with."""

from typing import Annotated

from fastapi import Depends
from pydantic import Field

from server.http.dependencies import service
from server.payments.service import Payments
from server.people.doors import Door
from server.people.tables import Member
from server.rules.payment_summary import Cents
from server.sessions.dependencies import membership_behind

PaymentsMembership = Annotated[Member, Depends(membership_behind(Door.PAYMENTS))]
PaymentsOf = Annotated[Payments, Depends(service(Payments))]

Owed = Annotated[Cents, Field(ge=0)]
"""What may be nothing."""

Taken = Annotated[Cents, Field(gt=0)]
"""What is something."""
