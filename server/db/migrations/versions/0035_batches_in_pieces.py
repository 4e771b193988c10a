"""Add batches that come in pieces. Safe under traffic: a table, and columns with a default of the server."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    """Apply."""
    for column in (
        sa.Column("encoding", sa.String(length=16), nullable=False, server_default="utf-8"),
        sa.Column("writes", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("done", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled", sa.Boolean(), nullable=False, server_default=sa.false()),
    ):
        op.add_column("import_batches", column)
    op.create_table(
        "import_pieces",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.String(length=100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["import_batches.id"],
            name=op.f("fk_import_pieces_batch_id_import_batches"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_pieces")),
        sa.UniqueConstraint(
            "batch_id", "part", "position", name=op.f("uq_import_pieces_batch_id_part_position")
        ),
    )
    op.create_index(op.f("ix_import_pieces_received_at"), "import_pieces", ["received_at"])
