"""Add the declarations that households are asked for, quarter by quarter.

Safe under traffic: one new table.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "declarations",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("incomes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_declarations_file_id_files")),
        sa.PrimaryKeyConstraint("file_id", "quarter", name=op.f("pk_declarations")),
    )
