"""The table of facts."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base


class Fact(Base):
    """A fact about this database, such as its pepper or whether its data is a demonstration's."""

    __tablename__ = "facts"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(String(255))
