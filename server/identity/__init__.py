"""The identity of the holder of an account, and how to prove it."""
