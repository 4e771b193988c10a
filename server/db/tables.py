"""What the server remembers about itself."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from server.db.types import Base


class Fact(Base):
    """One thing the server remembers about itself (its pepper, whether its data is a demonstration)."""

    __tablename__ = "facts"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(String(255))
