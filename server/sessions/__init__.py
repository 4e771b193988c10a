"""Sessions: opened, recognised by their tokens, refreshed and ended."""
