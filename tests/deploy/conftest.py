"""One PostgreSQL for the tests of what an operator runs."""

from tests.server.conftest import new_database, postgres

__all__ = ["new_database", "postgres"]
