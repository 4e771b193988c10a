"""The tables of dispatches, of webhooks, and of what these could not tell."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, ForeignKey, Integer, String
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


class Webhook(Base):
    """An address of the fund that is told of dispatches, one after the other.

    Its times are the database's, which all machines share: that of one machine may be an hour off.
    """

    __tablename__ = "webhooks"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    url: Mapped[str] = mapped_column(String(2000))
    # Of these kinds alone; of all where there is none.
    kinds: Mapped[list[str]]
    # Sealed.
    secret: Mapped[bytes]
    former_secret: Mapped[bytes | None]
    former_until: Mapped[datetime | None]
    made_by: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]
    # The place of the last dispatch that it was told of, or that it went past.
    position: Mapped[int] = mapped_column(BigInteger)
    # How often it was tried to tell the next, in vain, and when that is tried again.
    tries: Mapped[int]
    due_at: Mapped[datetime] = mapped_column(index=True)
    failure: Mapped[str | None] = mapped_column(String(32))
    told_at: Mapped[datetime | None]
    suspended_at: Mapped[datetime | None]


class DeadLetter(Base):
    """A dispatch that a webhook could not be told of."""

    __tablename__ = "webhook_dead_letters"

    webhook_id: Mapped[UUID] = mapped_column(ForeignKey("webhooks.id", ondelete="CASCADE"), primary_key=True)
    dispatch_id: Mapped[UUID] = mapped_column(
        ForeignKey("dispatches.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    died_at: Mapped[datetime]
    failure: Mapped[str] = mapped_column(String(32))
    # Whether it is to be tried once more.
    replayed: Mapped[bool]
