"""Add the payments that people are still to be told of.

Safe under traffic: one new table.
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "untold_payments",
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["payment_id"],
            ["payments.id"],
            name=op.f("fk_untold_payments_payment_id_payments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("payment_id", name=op.f("pk_untold_payments")),
    )
    op.create_index(op.f("ix_untold_payments_due_on"), "untold_payments", ["due_on"])
