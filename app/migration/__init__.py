"""The migration of an old account."""
