"""Aides et démarches."""
