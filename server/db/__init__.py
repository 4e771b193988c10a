"""The database: connections, transactions, schema and migrations."""

from server.db.engine import Store

__all__ = ["Store"]
