"""Civil status as registers have it: incomplete dates, names of any length, traces that find people again.

Not safe under traffic: it replaces columns that are in use.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_DATES = (("accounts", False), ("enrolments", True), ("registered_documents", False))
_NAMES = (
    ("accounts", "last_name", False),
    ("enrolments", "birth_name", True),
    ("identities", "birth_name", False),
)


def upgrade() -> None:
    """Apply. Traces are made when the server starts, by the rules of the program."""
    op.create_table(
        "identity_traces",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("trace", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_identity_traces_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "trace", name=op.f("pk_identity_traces")),
    )
    op.create_index(op.f("ix_identity_traces_trace"), "identity_traces", ["trace"], unique=False)
    for table, nullable in _DATES:
        _widen(table, "birth_date", sa.String(length=10), nullable=nullable)
    for table, column, nullable in _NAMES:
        _widen(table, column, sa.String(length=400), nullable=nullable)


def _widen(table: str, column: str, kind: sa.String, *, nullable: bool) -> None:
    """Widen a text column to that length, with its content."""
    if op.get_context().dialect.name == "postgresql":
        op.alter_column(table, column, type_=kind, postgresql_using=f"{column}::varchar({kind.length})")
        return
    # SQLite cannot change a type, and a referenced table cannot be replaced without losing the rows that refer to it.
    op.add_column(table, sa.Column("wider", kind, nullable=nullable, server_default=None if nullable else ""))
    op.execute(sa.update(sa.table(table, sa.column("wider"))).values(wider=sa.column(column)))
    op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    op.execute(f"ALTER TABLE {table} RENAME COLUMN wider TO {column}")
