"""Have each line of a payment name its file, so that the benefits of a file are found by an index.

Not safe under traffic: the version before writes lines without their file, which is no longer taken.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("payment_lines", schema=None) as batch_op:
        batch_op.add_column(sa.Column("file_id", sa.Uuid(), nullable=True))
    payments = sa.table("payments", sa.column("id"), sa.column("file_id"))
    lines = sa.table("payment_lines", sa.column("payment_id"), sa.column("file_id"))
    owner = sa.select(payments.c.file_id).where(payments.c.id == lines.c.payment_id).scalar_subquery()
    op.execute(lines.update().values(file_id=owner))
    with op.batch_alter_table("payment_lines", schema=None) as batch_op:
        batch_op.alter_column("file_id", existing_type=sa.Uuid(), nullable=False)
        batch_op.create_foreign_key(batch_op.f("fk_payment_lines_file_id"), "files", ["file_id"], ["id"])
        batch_op.create_index("ix_payment_lines_benefit", ["file_id", "benefit"], unique=False)
