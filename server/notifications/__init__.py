"""Notifications: what people chose to be told of outside the program, by which channels, and at which hours."""
