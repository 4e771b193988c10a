"""The table of dispatches."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base


class Dispatch(Base):
    """An act of a person that waits for the fund, written in the transaction of the act.

    Account and file are named and not referred to: the fund hears also of what is erased meanwhile.
    """

    __tablename__ = "dispatches"

    # In the order of writing. Of two written at once the first may be committed last: nobody reads by it.
    number: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    id: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    # In the order of reading; given once it is committed.
    position: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    kind: Mapped[str] = mapped_column(String(32))
    act: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[UUID]
    account_id: Mapped[UUID | None] = mapped_column(index=True)
    file_id: Mapped[UUID | None]
    # Sealed: what is stored nowhere else.
    details: Mapped[bytes | None] = mapped_column(deferred=True)
    made_at: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None] = mapped_column(index=True)
    # The program of the fund.
    acknowledged_by: Mapped[str | None] = mapped_column(String(64))
