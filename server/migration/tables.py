"""The tables of migrations under way and of accepted terms."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.db.types import Base
from server.people.tables import Account
from server.rules.codes import Channel


class MigrationDraft(Base):
    """The migration of an old account, as far as it has come. It is deleted when it is completed, or a day old."""

    __tablename__ = "migration_drafts"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    # Time of the last step, from which the life of the draft is counted.
    touched_at: Mapped[datetime] = mapped_column(index=True)
    terms_version: Mapped[str | None] = mapped_column(String(32))
    terms_accepted_at: Mapped[datetime | None]
    # It replaces the password of the account at completion, not before.
    password_hash: Mapped[str | None] = mapped_column(String(255))
    channel: Mapped[Channel | None]
    destination: Mapped[str | None] = mapped_column(String(254))
    challenge_id: Mapped[UUID | None] = mapped_column(ForeignKey("challenges.id", ondelete="SET NULL"))
    contact_verified: Mapped[bool] = mapped_column(default=False)
    contact_postponed: Mapped[bool] = mapped_column(default=False)
    # None where the person skipped the step, or has not reached it.
    spouse_authorised: Mapped[bool | None]
    authorisation_settled: Mapped[bool] = mapped_column(default=False)

    account: Mapped[Account] = relationship()


class AcceptedTerms(Base):
    """A version of the conditions générales d'utilisation that the holder of an account accepted."""

    __tablename__ = "accepted_terms"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    version: Mapped[str] = mapped_column(String(32), primary_key=True)
    accepted_at: Mapped[datetime]
