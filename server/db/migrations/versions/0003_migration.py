"""Migration of old accounts, accepted terms, spouse authorisations and their history.

Safe under traffic: new tables alone.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "migration_drafts",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("terms_version", sa.String(length=32), nullable=True),
        sa.Column("terms_accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("password_hash", sa.String(length=255), nullable=True),
        sa.Column("channel", sa.String(length=32), nullable=True),
        sa.Column("destination", sa.String(length=254), nullable=True),
        sa.Column("challenge_id", sa.Uuid(), nullable=True),
        sa.Column("contact_verified", sa.Boolean(), nullable=False),
        sa.Column("contact_postponed", sa.Boolean(), nullable=False),
        sa.Column("spouse_authorised", sa.Boolean(), nullable=True),
        sa.Column("authorisation_settled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_migration_drafts_account_id")),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenges.id"],
            name=op.f("fk_migration_drafts_challenge_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_migration_drafts")),
    )
    with op.batch_alter_table("migration_drafts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_migration_drafts_touched_at"), ["touched_at"], unique=False)

    op.create_table(
        "accepted_terms",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.String(length=32), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_accepted_terms_account_id")),
        sa.PrimaryKeyConstraint("account_id", "version", name=op.f("pk_accepted_terms")),
    )
    op.create_table(
        "authorisation_changes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_authorisation_changes_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authorisation_changes")),
    )
    with op.batch_alter_table("authorisation_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_authorisation_changes_file_id"), ["file_id"], unique=False)
