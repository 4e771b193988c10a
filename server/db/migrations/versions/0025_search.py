"""Add what people find: per account its sources, their rows, and on SQLite the full text that follows the rows.

Safe under traffic: new tables alone.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0025"
down_revision = "0024"

_WORDS = sa.Text().with_variant(TSVECTOR(), "postgresql")

# The tokens are ours: letters and digits between spaces. What no rank is made of is not kept.
_FULL_TEXT = """
CREATE VIRTUAL TABLE search_words USING fts5(
    account_id, title_words, words,
    content='search_rows', content_rowid='id', tokenize='ascii', detail='column', columnsize=0
)
"""
_INSERTED = """
CREATE TRIGGER search_rows_inserted AFTER INSERT ON search_rows BEGIN
    INSERT INTO search_words(rowid, account_id, title_words, words)
    VALUES (new.id, new.account_id, new.title_words, new.words);
END
"""
_DELETED = """
CREATE TRIGGER search_rows_deleted AFTER DELETE ON search_rows BEGIN
    INSERT INTO search_words(search_words, rowid, account_id, title_words, words)
    VALUES ('delete', old.id, old.account_id, old.title_words, old.words);
END
"""


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "search_sources",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("vocabulary", sa.Text(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_search_sources_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_sources")),
        sa.UniqueConstraint("account_id", "kind", name=op.f("uq_search_sources_account_id_kind")),
    )
    op.create_index(op.f("ix_search_sources_used_at"), "search_sources", ["used_at"])
    op.create_table(
        "search_rows",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("item_id", sa.String(length=64), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("title_words", _WORDS, nullable=False),
        sa.Column("words", _WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["search_sources.id"],
            name=op.f("fk_search_rows_source_id_search_sources"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_search_rows_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name=op.f("fk_search_rows_file_id_files")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_rows")),
        sa.UniqueConstraint(
            "account_id", "kind", "item_id", name=op.f("uq_search_rows_account_id_kind_item_id")
        ),
    )
    op.create_index(op.f("ix_search_rows_source_id"), "search_rows", ["source_id"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_FULL_TEXT)
        op.execute(_INSERTED)
        op.execute(_DELETED)
