"""The table of private addresses that calendars read."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base


class AgendaSubscription(Base):
    """The private address of a person's agenda, by the hash of its secret; they have one at most."""

    __tablename__ = "agenda_subscriptions"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    secret_hash: Mapped[bytes] = mapped_column(unique=True)
    made_at: Mapped[datetime]
