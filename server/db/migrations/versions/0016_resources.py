"""Add resources, corrections of them, and the quotient familial of each month with what it is made of.

Not safe under traffic: the version before reads the columns that go.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

_FILES = sa.table(
    "files",
    sa.column("id", sa.Uuid()),
    sa.column("children_count", sa.Integer()),
    sa.column("quotient_amount", sa.Integer()),
    sa.column("quotient_month", sa.String()),
)
_QUOTIENTS = sa.table(
    "quotients",
    sa.column("file_id", sa.Uuid()),
    sa.column("month", sa.String()),
    sa.column("amount", sa.Integer()),
    sa.column("incomes", sa.JSON()),
    sa.column("benefits", sa.Integer()),
    sa.column("children", sa.Integer()),
    sa.column("disabled_children", sa.Integer()),
)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "resources",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("from_month", sa.String(length=7), nullable=False),
        sa.Column("until_month", sa.String(length=7), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("declared_by", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_resources_file_id_files")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resources")),
    )
    op.create_index("ix_resources_newest", "resources", ["file_id", "until_month", "id"], unique=False)
    op.create_table(
        "resource_corrections",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=9), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("resource_kind", sa.String(length=32), nullable=False),
        sa.Column("from_month", sa.String(length=7), nullable=False),
        sa.Column("until_month", sa.String(length=7), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("proposed_amount", sa.Integer(), nullable=True),
        sa.Column("comment", sa.String(length=1000), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_resource_corrections_account_id_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["files.id"], name=op.f("fk_resource_corrections_file_id_files")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resource_corrections")),
        sa.UniqueConstraint("reference", name=op.f("uq_resource_corrections_reference")),
    )
    for column in ("file_id", "account_id", "resource_id"):
        op.create_index(
            op.f(f"ix_resource_corrections_{column}"), "resource_corrections", [column], unique=False
        )
    op.create_table(
        "quotients",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("unavailable_reason", sa.String(length=32), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("incomes", sa.JSON(), nullable=False),
        sa.Column("benefits", sa.Integer(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("disabled_children", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_quotients_file_id_files")),
        sa.PrimaryKeyConstraint("file_id", "month", name=op.f("pk_quotients")),
    )
    _move_what_files_say()
    # Not in a batch: SQLite would replace a table that others refer to.
    op.drop_column("files", "quotient_amount")
    op.drop_column("files", "quotient_month")
    # A demonstration makes its figures again, with all of these.
    facts = sa.table("facts", sa.column("name", sa.String), sa.column("value", sa.String))
    op.execute(facts.update().where(facts.c.name == "demo_figures_on").values(value=""))


def _move_what_files_say() -> None:
    """Keep the quotient that a file has; what it was made of is not known."""
    known = sa.select(_FILES).where(
        _FILES.c.quotient_amount.is_not(None), _FILES.c.quotient_month.is_not(None)
    )
    connection = op.get_bind()
    for file in connection.execute(known).all():
        connection.execute(
            _QUOTIENTS.insert().values(
                file_id=file.id,
                month=file.quotient_month,
                amount=file.quotient_amount,
                incomes=[],
                benefits=0,
                children=file.children_count,
                disabled_children=0,
            )
        )
