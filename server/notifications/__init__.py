"""Notifications: what people chose to be told of outside the program, in which ways, and at which hours."""
