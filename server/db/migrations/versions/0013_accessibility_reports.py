"""Add accessibility reports; a message of a demonstration may be as long as one.

Safe under traffic: a new table, and a longer column of demonstrations.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "accessibility_reports",
        sa.Column("reference", sa.String(length=9), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("screen", sa.String(length=200), nullable=True),
        sa.Column("tools", sa.String(length=200), nullable=True),
        sa.Column("mail", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=16), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_accessibility_reports")),
    )
    op.create_index(
        op.f("ix_accessibility_reports_received_at"), "accessibility_reports", ["received_at"], unique=False
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.alter_column(
            "body", existing_type=sa.String(length=2000), type_=sa.Text(), existing_nullable=False
        )
