"""Mes droits: the benefits of a file, and where each stands."""
