"""Mail addresses in their canonical form, lower case; their domains are in ASCII already.

Not safe under traffic: it rewrites addresses, which the version before goes on to write as they were.
"""

from alembic import op

revision = "0009"
down_revision = "0008"

_ADDRESSES = {
    "accounts": ("mail",),
    "contact_changes": ("destination", "replaced"),
    "enrolments": ("destination",),
    "migration_drafts": ("destination",),
    "challenges": ("destination",),
}


def upgrade() -> None:
    """Apply."""
    for table, columns in _ADDRESSES.items():
        for column in columns:
            # A telephone number in E.164 has no letters: the statement leaves it unchanged.
            op.execute(f"UPDATE {table} SET {column} = lower({column}) WHERE {column} <> lower({column})")  # noqa: S608 - names that stand above
