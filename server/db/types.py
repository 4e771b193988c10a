"""The base of all tables, and the types of their columns. Money is integer cents; instants are UTC."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    Enum,
    LargeBinary,
    MetaData,
    String,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase

from server.rules.birth_dates import BirthDate


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. SQLite does not store time zones: UTC is restored when a value is read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Convert to UTC. The dialect is part of the signature that SQLAlchemy calls."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Restore UTC. The dialect is part of the signature that SQLAlchemy calls."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class BirthDateText(TypeDecorator[BirthDate]):
    """A date of birth as text: no database has a date without its day."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: BirthDate | date | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Convert to `YYYY-MM-DD`, a plain date too. The dialect is part of the signature that SQLAlchemy calls."""
        return str(value) if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> BirthDate | None:  # noqa: ARG002
        """Convert from `YYYY-MM-DD`. The dialect is part of the signature that SQLAlchemy calls."""
        return BirthDate.read(value) if value else None


class Base(DeclarativeBase):
    """The base of all tables. Constraint names are fixed: migrations refer to them on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        bytes: LargeBinary(),
        BirthDate: BirthDateText(),
        # Enumerations are stored as text: a new case needs no migration.
        StrEnum: Enum(
            StrEnum,
            native_enum=False,
            length=32,
            values_callable=lambda cases: [case.value for case in cases],
        ),
        dict[str, Any]: JSON(),
        list[str]: JSON(),
    }
