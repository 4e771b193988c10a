"""FranceConnect: authorizations, tickets and links.

Safe under traffic: new tables, and columns that may be empty.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "franceconnect_authorizations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code_challenge", sa.String(length=43), nullable=False),
        sa.Column("return_to", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state_hash", sa.LargeBinary(), nullable=True),
        sa.Column("nonce_hash", sa.LargeBinary(), nullable=True),
        sa.Column("browser_hash", sa.LargeBinary(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("code_hash", sa.LargeBinary(), nullable=True),
        sa.Column("code_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_franceconnect_authorizations")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_franceconnect_authorizations_code_hash")),
        sa.UniqueConstraint("state_hash", name=op.f("uq_franceconnect_authorizations_state_hash")),
    )
    with op.batch_alter_table("franceconnect_authorizations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_franceconnect_authorizations_created_at"), ["created_at"], unique=False
        )

    op.create_table(
        "franceconnect_tickets",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_franceconnect_tickets")),
    )
    with op.batch_alter_table("franceconnect_tickets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_franceconnect_tickets_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "franceconnect_links",
        sa.Column("subject", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_franceconnect_links_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_franceconnect_links")),
        sa.UniqueConstraint("account_id", name=op.f("uq_franceconnect_links_account_id")),
    )
    op.create_table(
        "demo_grants",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_demo_grants")),
    )
    with op.batch_alter_table("demo_grants", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_demo_grants_expires_at"), ["expires_at"], unique=False)

    with op.batch_alter_table("enrolments", schema=None) as batch_op:
        batch_op.add_column(sa.Column("vouched", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("vouched_subject", sa.LargeBinary(), nullable=True))
