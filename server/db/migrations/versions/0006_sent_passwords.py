"""Passwords of 8 digits sent to old accounts; the budgets of codes; the origin of a reset.

Safe under traffic: a new table, and columns that may be empty.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "sent_passwords",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("seed", sa.LargeBinary(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_sent_passwords_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_passwords")),
    )
    with op.batch_alter_table("sent_passwords", schema=None) as batch_op:
        for column in ("subject", "account_id", "drawn_at"):
            batch_op.create_index(batch_op.f(f"ix_sent_passwords_{column}"), [column], unique=False)
    with op.batch_alter_table("challenges", schema=None) as batch_op:
        batch_op.add_column(sa.Column("total", sa.LargeBinary(), nullable=True))
        batch_op.create_index(batch_op.f("ix_challenges_total"), ["total"], unique=False)
    with op.batch_alter_table("password_resets", schema=None) as batch_op:
        batch_op.add_column(sa.Column("origin", sa.LargeBinary(), nullable=True))
