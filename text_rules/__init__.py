"""Rules on text that client and server share, of the standard library alone."""
