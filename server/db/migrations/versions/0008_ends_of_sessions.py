"""The reason why a session ended, which its device is told.

Safe under traffic: a column that may be empty.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ended_for", sa.String(length=32), nullable=True))
