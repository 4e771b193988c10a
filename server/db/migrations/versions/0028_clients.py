"""Add the programs of a fund, and their tokens. Safe under traffic: two new tables."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "back_office_clients",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("former_hash", sa.LargeBinary(), nullable=True),
        sa.Column("former_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rotated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_back_office_clients")),
    )
    op.create_table(
        "back_office_tokens",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("client_name", sa.String(length=40), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_name"],
            ["back_office_clients.name"],
            name=op.f("fk_back_office_tokens_client_name_back_office_clients"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_back_office_tokens")),
    )
    op.create_index(op.f("ix_back_office_tokens_client_name"), "back_office_tokens", ["client_name"])
    op.create_index(op.f("ix_back_office_tokens_expires_at"), "back_office_tokens", ["expires_at"])
