"""The reach of accounts, the benefit that each was opened for, and what the fund knows of members of households.

Not safe under traffic: it changes accounts that are in use.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Apply. An account whose document was never verified becomes limited, unless FranceConnect vouched for it."""
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reach", sa.String(length=32), server_default="full", nullable=False))
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.add_column(sa.Column("nir_hash", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("fingerprint", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("birth_date", sa.String(length=10), nullable=True))
        batch_op.add_column(sa.Column("known_mail", sa.String(length=254), nullable=True))
        batch_op.add_column(sa.Column("known_phone", sa.String(length=20), nullable=True))
        batch_op.create_index(batch_op.f("ix_members_nir_hash"), ["nir_hash"], unique=False)
        batch_op.create_index(batch_op.f("ix_members_fingerprint"), ["fingerprint"], unique=False)
    with op.batch_alter_table("identities", schema=None) as batch_op:
        batch_op.add_column(sa.Column("benefit", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("check_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("checks", sa.Integer(), server_default="0", nullable=False))
        batch_op.create_index(batch_op.f("ix_identities_check_at"), ["check_at"], unique=False)

    accounts, identities = sa.table("accounts", sa.column("id"), sa.column("reach")), _identities()
    links = sa.table("franceconnect_links", sa.column("account_id"))
    unchecked = sa.select(identities.c.account_id).where(
        identities.c.verdict != "verified", identities.c.account_id.not_in(sa.select(links.c.account_id))
    )
    op.execute(accounts.update().where(accounts.c.id.in_(unchecked)).values(reach="limited"))
    # Checked again at the first sweep.
    op.execute(
        identities.update()
        .where(identities.c.verdict == "to_check")
        .values(check_at=sa.func.current_timestamp())
    )


def _identities() -> sa.TableClause:
    return sa.table(
        "identities",
        sa.column("account_id"),
        sa.column("verdict"),
        sa.column("check_at", sa.DateTime(timezone=True)),
    )
