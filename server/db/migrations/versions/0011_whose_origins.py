"""The account of a known origin, with which it is erased.

Safe under traffic: a column that may be empty.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Apply. Older rows have no account, and expire as before."""
    with op.batch_alter_table("known_origins", schema=None) as batch_op:
        batch_op.add_column(sa.Column("account_id", sa.Uuid(), nullable=True))
        batch_op.create_index(batch_op.f("ix_known_origins_account_id"), ["account_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_known_origins_account_id"), "accounts", ["account_id"], ["id"]
        )
