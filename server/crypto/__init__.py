"""Hashes of passwords, tokens, and what only their holders can read."""
