"""Hashes of passwords and tokens, keyed hashes, and content that only the holder of a token can read."""
