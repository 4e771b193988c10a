"""A file at a glance."""
