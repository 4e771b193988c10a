"""Rename `replays`, the answers kept for retries, to `idempotent_answers`.

Not safe under traffic: the version before reads the table that is renamed.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Apply. The rows are copied to a new table, so that its key and its index have the new name as well."""
    op.create_table(
        "idempotent_answers",
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_idempotent_answers")),
    )
    op.execute(
        "INSERT INTO idempotent_answers (key_hash, fingerprint, answer, expires_at)"
        " SELECT key_hash, fingerprint, answer, expires_at FROM replays"
    )
    op.drop_table("replays")
    with op.batch_alter_table("idempotent_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_idempotent_answers_expires_at"), ["expires_at"], unique=False)
