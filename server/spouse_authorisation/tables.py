"""The table of changes of spouse authorisations."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base


class AuthorisationChange(Base):
    """A change: the responsable of a file gave the spouse the procuration, or withdrew it."""

    __tablename__ = "authorisation_changes"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("files.id"), index=True)
    at: Mapped[datetime]
    given: Mapped[bool]
