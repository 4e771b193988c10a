"""Where things are kept: tables, transactions, migrations."""

from server.db.engine import Store

__all__ = ["Store"]
