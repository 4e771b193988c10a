"""The figures that a device knew last, for who has no network."""
