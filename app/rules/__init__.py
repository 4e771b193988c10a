"""Rules on what is typed, without state."""
