"""Where things are kept: tables, transactions, migrations."""

from server.store.database import Store

__all__ = ["Store"]
