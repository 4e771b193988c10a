"""Sessions: opened, recognised by their tokens, refreshed, ended."""
