"""Mes notifications: what one is told of outside the program, and how."""
