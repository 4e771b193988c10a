"""Add letters to one member, and the fund's answers by its keys.

Safe under traffic: a table and a column that may be empty; the reference is checked against no row that is there.
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Apply."""
    name = op.f("fk_threads_member_id_members")
    if op.get_bind().dialect.name == "sqlite":
        # Made anew, as Alembic would, the table would take its messages along as it goes.
        op.execute(
            f"ALTER TABLE threads ADD COLUMN member_id CHAR(32) CONSTRAINT {name} REFERENCES members (id)"
        )
    else:
        op.add_column("threads", sa.Column("member_id", sa.Uuid(), nullable=True))
        op.create_foreign_key(name, "threads", "members", ["member_id"], ["id"])
    op.create_index(op.f("ix_threads_member_id"), "threads", ["member_id"])
    op.create_table(
        "request_answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["requests.id"],
            name=op.f("fk_request_answers_request_id_requests"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_answers")),
    )
    op.create_index(op.f("ix_request_answers_request_id"), "request_answers", ["request_id"])
