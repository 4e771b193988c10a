"""Rules on text that client and server share; they use the standard library alone."""
