"""The change of connection of an old account."""
