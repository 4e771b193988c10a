"""Name channels so, and the session of a browser with push.

Not safe under traffic: the version before reads the columns by their former name.
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    """Apply."""
    for table in ("notification_choices", "waiting_notifications"):
        op.alter_column(table, "way", new_column_name="channel")
    with op.batch_alter_table("push_subscriptions") as batch_op:
        batch_op.add_column(sa.Column("session_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_push_subscriptions_session_id_sessions"),
            "sessions",
            ["session_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_index(batch_op.f("ix_push_subscriptions_session_id"), ["session_id"])
